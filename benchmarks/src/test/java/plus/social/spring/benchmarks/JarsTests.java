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
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Jars}.
 */
class JarsTests {

	private static final List<String> ENTRIES = List.of("httpclient5-5.5.2.jar", "netty-pkitesting-4.2.15.Final.jar",
			"spring-boot-webflux-4.0.7.jar", "spring-boot-starter-webmvc-4.0.7.jar", "tomcat-embed-core-11.0.22.jar",
			"netty-codec-http-4.2.15.Final.jar", "resilience4j-core-2.4.0.jar", "spring-web-7.0.8.jar", "classes");

	@Test
	void leaveTheOtherStackOut() {
		assertThat(included(Jars.STACK, Stack.SERVLET)).containsExactly("spring-boot-starter-webmvc-4.0.7.jar",
				"tomcat-embed-core-11.0.22.jar", "netty-codec-http-4.2.15.Final.jar", "resilience4j-core-2.4.0.jar",
				"spring-web-7.0.8.jar", "classes");
		assertThat(included(Jars.STACK, Stack.REACTIVE)).containsExactly("spring-boot-webflux-4.0.7.jar",
				"netty-codec-http-4.2.15.Final.jar", "resilience4j-core-2.4.0.jar", "spring-web-7.0.8.jar", "classes");
	}

	@Test
	void leaveOutWhatTheStarterBrings() {
		assertThat(included(Jars.BASE, Stack.SERVLET)).containsExactly("spring-boot-starter-webmvc-4.0.7.jar",
				"tomcat-embed-core-11.0.22.jar", "spring-web-7.0.8.jar", "classes");
		assertThat(included(Jars.BASE, Stack.REACTIVE)).containsExactly("spring-boot-webflux-4.0.7.jar",
				"netty-codec-http-4.2.15.Final.jar", "spring-web-7.0.8.jar", "classes");
	}

	@Test
	void areAllByDefault() {
		assertThat(included(Jars.ALL, Stack.SERVLET)).isEqualTo(ENTRIES);
	}

	private static List<String> included(Jars jars, Stack stack) {
		return ENTRIES.stream().filter((entry) -> jars.include(Path.of("lib", entry), stack)).toList();
	}

}
