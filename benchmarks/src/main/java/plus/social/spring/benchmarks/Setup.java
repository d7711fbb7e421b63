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

import java.util.List;
import java.util.stream.Stream;

/**
 * Way to run the application.
 *
 * @param name the name in the report
 * @param variant whether the starter is on the classpath
 * @param jars the libraries on the classpath
 * @param options options of the Java virtual machine, which override the usual ones
 * @param arguments properties, which override the usual ones
 */
record Setup(String name, Variant variant, Jars jars, List<String> options, List<String> arguments) {

	static final String WITHOUT = "without";

	static Setup without() {
		return new Setup(WITHOUT, Variant.WITHOUT, Jars.ALL, List.of(), List.of());
	}

	static Setup with(String name) {
		return new Setup(name, Variant.WITH, Jars.ALL, List.of(), List.of());
	}

	Setup withJars(Jars jars) {
		return new Setup(this.name, this.variant, jars, this.options, this.arguments);
	}

	Setup withOptions(String... options) {
		return new Setup(this.name, this.variant, this.jars, append(this.options, options), this.arguments);
	}

	Setup withArguments(String... arguments) {
		return new Setup(this.name, this.variant, this.jars, this.options, append(this.arguments, arguments));
	}

	/**
	 * Return the same with sessions that do not expire during a long run, so that their
	 * number depends on the logins only.
	 * @return a copy with other properties
	 */
	Setup withLongSessions() {
		return withArguments("--server.servlet.session.timeout=1h", "--server.reactive.session.timeout=1h");
	}

	private static List<String> append(List<String> list, String... others) {
		return Stream.concat(list.stream(), Stream.of(others)).toList();
	}

	ApplicationProcess start(Stack stack, String baseUrl) {
		return ApplicationProcess.start(this, stack, baseUrl);
	}

}
