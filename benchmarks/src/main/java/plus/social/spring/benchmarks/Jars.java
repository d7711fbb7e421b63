/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package plus.social.spring.benchmarks;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Libraries on the classpath of the application.
 */
enum Jars {

	/**
	 * Those of both stacks, those of this module, Actuator and Micrometer's metrics.
	 */
	OBSERVED("", ""),

	/**
	 * The same without Actuator and Micrometer's metrics.
	 */
	ALL(Jars.OBSERVABILITY, Jars.OBSERVABILITY),

	/**
	 * Those of an application on one stack that has the starter.
	 */
	STACK(Jars.BENCHMARK + "|" + Jars.OBSERVABILITY
			+ "|spring-(boot-)?(starter-)?(webflux|reactor-netty|netty|reactor|http-codec)-.*"
			+ "|netty-(codec-http3|codec-native-quic|transport-native-epoll)-.*",
			Jars.BENCHMARK + "|" + Jars.OBSERVABILITY
					+ "|spring-(boot-)?(starter-)?(webmvc|tomcat|servlet).*|tomcat-.*"),

	/**
	 * Those of an application on one stack that does not have the starter.
	 */
	BASE(STACK.servlet.pattern() + "|netty-.*|reactor-.*|reactive-streams-.*|resilience4j-.*",
			STACK.reactive.pattern() + "|resilience4j-.*");

	private static final String OBSERVABILITY = "(spring-boot-(starter-)?(actuator|health|micrometer)"
			+ "|micrometer-(core|jakarta9|registry)|prometheus-metrics|HdrHistogram|LatencyUtils).*";

	private static final String BENCHMARK = "(httpclient5|httpcore5|netty-pkitesting|bcprov|bcpkix|bcutil).*";

	private final Pattern servlet;

	private final Pattern reactive;

	Jars(String excludedOnServlet, String excludedOnReactive) {
		this.servlet = Pattern.compile(excludedOnServlet);
		this.reactive = Pattern.compile(excludedOnReactive);
	}

	/**
	 * Return whether an entry of the classpath belongs to these.
	 * @param entry a jar or a directory
	 * @param stack the stack of the application
	 * @return {@code true} unless another stack or this module brings it
	 */
	boolean include(Path entry, Stack stack) {
		Pattern excluded = (stack == Stack.SERVLET) ? this.servlet : this.reactive;
		return !excluded.matcher(entry.getFileName().toString()).matches();
	}

}
