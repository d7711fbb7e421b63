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

package plus.social.spring.tests.faults;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import plus.social.spring.tests.Stack;
import plus.social.spring.tests.TestApplication;

import org.springframework.boot.WebApplicationType;

/**
 * Starts the application that faults happen to, on either stack.
 */
final class FaultStack {

	// Reactor Netty stops reading from a connection whose next request comes before it is
	// done with the last one (reactor-netty issue 4361), which this browser's does.
	private static final String[] COMMON = { "server.netty.max-keep-alive-requests=1",
			"server.tomcat.accept-count=1000", "management.endpoints.web.exposure.include=*",
			"management.endpoints.web.exposure.exclude=heapdump,threaddump",
			"management.endpoint.health.show-details=always", "management.info.env.enabled=true",
			"management.info.socialplus.enabled=true",
			"management.httpexchanges.recording.include=request-headers,response-headers,principal,session-id,time-taken",
			"socialplus.server-key=" + Canary.secret("server-key"),
			"socialplus.previous-server-key=" + Canary.secret("previous-server-key") };

	/**
	 * A call takes as long as the machine needs, and a login waits for it.
	 */
	private static final String[] PATIENT = { "socialplus.login.budget=1m", "socialplus.http.connect-timeout=1m",
			"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m" };

	private static final Map<Stack, TestApplication> references = new ConcurrentHashMap<>();

	private FaultStack() {
	}

	/**
	 * Start the application with time limits that no machine is too slow for.
	 */
	static TestApplication start(Stack stack, Upstream upstream, String... properties) {
		return startWithDefaults(stack, upstream,
				Stream.concat(Stream.of(PATIENT), Stream.of(properties)).toArray(String[]::new));
	}

	/**
	 * Start the application with the time limits that an application has by default.
	 */
	static TestApplication startWithDefaults(Stack stack, Upstream upstream, String... properties) {
		return start(stack, Stream.concat(Stream.concat(Stream.of(properties), upstream.getProperties()),
				Stream.of("socialplus.base-url=" + upstream.getUrl())));
	}

	/**
	 * Return the same application without Social Plus. It runs until the end.
	 */
	static TestApplication reference(Stack stack) {
		return references.computeIfAbsent(stack, (key) -> start(stack, Stream.of("socialplus.enabled=false")));
	}

	private static TestApplication start(Stack stack, Stream<String> properties) {
		String[] all = Stream.concat(Stream.of(COMMON), properties).toArray(String[]::new);
		return switch (stack) {
			case SERVLET -> TestApplication.startWithClient(WebApplicationType.SERVLET,
					plus.social.spring.tests.servlet.FaultApplication.class, all);
			case REACTIVE -> TestApplication.startWithClient(WebApplicationType.REACTIVE,
					plus.social.spring.tests.reactive.FaultApplication.class, all);
		};
	}

}
