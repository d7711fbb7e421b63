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

package plus.social.spring.compatibility.classpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the class paths that Maven makes of applications: with the starter they have
 * every jar that they have without it, in the same version.
 */
class ClassPathTests {

	private static final String STARTER = "plus.social.spring:socialplus-spring-boot-starter";

	private static final String LIBRARY = "com.example:library-";

	private static final int MAX_LIBRARIES = 2;

	private static final List<String> WEBFLUX = List.of("org.springframework.boot:spring-boot-starter-webflux",
			"org.springframework.boot:spring-boot-starter-security");

	private static final List<String> SERVLET = List.of("org.springframework.boot:spring-boot-starter-webmvc",
			"org.springframework.boot:spring-boot-starter-security");

	private final MavenClassPath maven = new MavenClassPath();

	static Stream<Arguments> applications() {
		return Stream.of(Arguments.of("WebFlux", WEBFLUX), Arguments.of("Spring MVC", SERVLET),
				Arguments.of("Reactor Netty", List.of("io.projectreactor.netty:reactor-netty-http")),
				Arguments.of("Spring MVC and WebClient",
						List.of(SERVLET.get(0), "org.springframework.boot:spring-boot-starter-webclient")),
				Arguments.of("Spring Cloud Gateway",
						List.of("org.springframework.cloud:spring-cloud-starter-gateway-server-webflux")),
				Arguments.of("Spring Cloud Circuit Breaker",
						List.of(SERVLET.get(0),
								"org.springframework.cloud:spring-cloud-starter-circuitbreaker-resilience4j")),
				Arguments.of("Spring Cloud Circuit Breaker, reactive", List.of(WEBFLUX.get(0),
						"org.springframework.cloud:spring-cloud-starter-circuitbreaker-reactor-resilience4j")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("applications")
	void keepsEveryJar(String name, List<String> dependencies) {
		Set<String> without = this.maven.resolve(dependencies);
		assertThat(this.maven.resolve(withStarterFirst(dependencies))).containsAll(without);
		assertThat(this.maven.resolve(withStarterLast(dependencies))).containsAll(without);
	}

	// With a library of the application's own the path to Reactor Netty is longer.
	@Test
	void keepsEveryJarThatAnApplicationHasThroughLibrariesOfItsOwn() {
		for (int i = 1; i <= MAX_LIBRARIES; i++) {
			this.maven.addLibrary(LIBRARY + i, (i == 1) ? WEBFLUX : List.of(LIBRARY + (i - 1)));
			List<String> dependencies = List.of(LIBRARY + i);
			Set<String> without = this.maven.resolve(dependencies);
			assertThat(without).anyMatch((jar) -> jar.contains("netty-codec-native-quic"));
			assertThat(this.maven.resolve(withStarterFirst(dependencies))).as("%d libraries", i).containsAll(without);
			assertThat(this.maven.resolve(withStarterLast(dependencies))).as("%d libraries", i).containsAll(without);
		}
	}

	@Test
	void bringsNeitherHttp3NorKotlin() {
		Set<String> jars = this.maven.resolve(withStarterFirst(SERVLET));
		assertThat(jars).anyMatch((jar) -> jar.contains(":reactor-netty-http:"))
			.anyMatch((jar) -> jar.contains(":netty-codec-classes-quic:"))
			.anyMatch((jar) -> jar.endsWith(":resilience4j-circuitbreaker:2.3.0"))
			.noneMatch((jar) -> jar.contains(":netty-codec-native-quic:"))
			.noneMatch((jar) -> jar.contains(":netty-codec-http3:"))
			.noneMatch((jar) -> jar.contains("kotlin"));
	}

	private static List<String> withStarterFirst(List<String> dependencies) {
		List<String> result = new ArrayList<>(dependencies);
		result.add(0, STARTER);
		return result;
	}

	private static List<String> withStarterLast(List<String> dependencies) {
		List<String> result = new ArrayList<>(dependencies);
		result.add(STARTER);
		return result;
	}

}
