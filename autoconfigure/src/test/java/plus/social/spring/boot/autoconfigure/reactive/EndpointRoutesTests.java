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

package plus.social.spring.boot.autoconfigure.reactive;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.web.BrowserModule;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointRoutes}.
 */
class EndpointRoutesTests {

	private static final String SCRIPT = "/socialplus/socialplus.js";

	private final ApplicationContext own = new StaticApplicationContext();

	private final EndpointRoutes routes = new EndpointRoutes(this.own);

	@BeforeEach
	void setUp() {
		this.routes.add("/socialplus/token", (exchange) -> Mono.empty());
		this.routes.add(new BrowserModule("/socialplus", "/socialplus/token", "/socialplus/visitor").getScript());
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "DELETE", "OPTIONS" })
	void anEndpointRespondsToEveryMethod(String method) {
		assertThat(isRouted(exchange(method, "/socialplus/token"))).isTrue();
		assertThat(this.routes.isEndpoint(exchange(method, "/socialplus/token"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD" })
	void aFileIsRead(String method) {
		assertThat(isRouted(exchange(method, SCRIPT))).isTrue();
		assertThat(this.routes.isEndpoint(exchange(method, SCRIPT))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "OPTIONS" })
	void otherMethodsOfAFileAreLeftToTheApplication(String method) {
		assertThat(isRouted(exchange(method, SCRIPT))).isFalse();
	}

	@Test
	void aPreflightIsRoutedLikeItsRequest() {
		assertThat(isRouted(preflight("GET"))).isTrue();
		assertThat(isRouted(preflight("POST"))).isFalse();
	}

	@Test
	void aPathIsDecoded() {
		assertThat(isRouted(exchange("POST", "/socialplus/%74oken"))).isTrue();
		assertThat(isRouted(exchange("POST", "/socialplus%2Ftoken"))).isFalse();
		assertThat(isRouted(exchange("POST", "/other/socialplus/token"))).isFalse();
	}

	@Test
	void theRequestIsNamedByItsPath() {
		MockServerWebExchange exchange = exchange("POST", "/socialplus/%74oken");
		isRouted(exchange);
		assertThat(exchange.getAttributes().get(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE))
			.hasToString("/socialplus/token");
	}

	@Test
	void anotherServerHasNoRoutes() {
		MockServerWebExchange exchange = MockServerWebExchange.builder(MockServerHttpRequest.post("/socialplus/token"))
			.applicationContext(new StaticApplicationContext())
			.build();
		assertThat(isRouted(exchange)).isFalse();
		assertThat(this.routes.isEndpoint(exchange)).isFalse();
	}

	private boolean isRouted(MockServerWebExchange exchange) {
		return this.routes.route(ServerRequest.create(exchange, List.of())).block() != null;
	}

	private static MockServerWebExchange exchange(String method, String path) {
		return MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.valueOf(method), URI.create(path)));
	}

	private static MockServerWebExchange preflight(String method) {
		return MockServerWebExchange.from(MockServerHttpRequest.options(SCRIPT)
			.header("Origin", "https://spa.example")
			.header("Access-Control-Request-Method", method));
	}

}
