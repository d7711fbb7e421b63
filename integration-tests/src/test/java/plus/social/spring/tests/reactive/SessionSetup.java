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

package plus.social.spring.tests.reactive;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.tests.TestApplication;

import org.springframework.boot.WebApplicationType;

/**
 * Where an application's sessions are, and whether a filter of its own has used them
 * before ours sees a request.
 */
enum SessionSetup {

	/**
	 * WebFlux's own sessions.
	 */
	IN_MEMORY("in-memory"),

	/**
	 * WebFlux's own sessions, used and saved by a filter that comes first.
	 */
	IN_MEMORY_AND_TOUCHED("in-memory", "touched"),

	/**
	 * Spring Session, in a store that keeps bytes.
	 */
	SPRING_SESSION("spring-session"),

	/**
	 * Spring Session, used and saved by a filter that comes first.
	 */
	SPRING_SESSION_AND_TOUCHED("spring-session", "touched");

	private static final Map<String, ComparedApplications> compared = new ConcurrentHashMap<>();

	private static final Map<String, TestApplication> impatient = new ConcurrentHashMap<>();

	private final String profiles;

	SessionSetup(String... profiles) {
		this.profiles = String.join(",", profiles);
	}

	/**
	 * Return an application, with Social Plus and without. It is started once and runs
	 * until the end, as all tests that ask for it share it.
	 * @param configuration its configuration
	 * @return the running applications
	 */
	ComparedApplications compare(Class<?> configuration) {
		return compared.computeIfAbsent(configuration.getName() + this.profiles, (key) -> ComparedApplications
			.start(WebApplicationType.REACTIVE, configuration, properties("socialplus.login.impersonation=true")));
	}

	/**
	 * Return an application in which no login waits for its token.
	 * @param configuration its configuration
	 * @return the running application
	 */
	TestApplication impatient(Class<?> configuration) {
		return impatient.computeIfAbsent(configuration.getName() + this.profiles, (key) -> TestApplication
			.start(WebApplicationType.REACTIVE, configuration, properties("socialplus.login.mode=prefetch")));
	}

	private String[] properties(String mine) {
		// Reactor Netty stops reading from a connection whose next request comes before
		// it
		// is done with the last one (reactor-netty issue 4361), which this browser's
		// does.
		return new String[] { mine, "spring.profiles.active=" + this.profiles, "server.netty.max-keep-alive-requests=1",
				"spring.webflux.problemdetails.enabled=true", "authorization-server=" + AuthorizationServer.getUrl() };
	}

}
