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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.tests.LoginMechanism;
import plus.social.spring.tests.Proves;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for logins by code of the application.
 */
@ParameterizedClass
@EnumSource
class ProgrammaticLoginTests extends AbstractLoginTests {

	@Test
	@Proves(LoginMechanism.PROGRAMMATIC)
	void theTokenComesWithALoginInAController() {
		assertTokenComesWithLogin("alice",
				(browser) -> assertThat(browser.get("/programmatic/controller?user=alice").body())
					.isEqualTo("Welcome, alice"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "fails", "throws" })
	void theTokenComesWithALoginWhoseAnswerIsAnError(String path) {
		assertTokenComesWithLogin("alice",
				(browser) -> assertThat(browser.get("/programmatic/" + path + "?user=alice").statusCode())
					.isEqualTo(409));
	}

	@Test
	@Proves(LoginMechanism.PROGRAMMATIC)
	void theTokenComesBeforeTheEndOfABodyThatIsStreamed() throws IOException {
		assertTokenComesWithLogin("alice",
				(browser) -> assertThat(browser.get("/programmatic/streaming?user=alice&wait=false").body())
					.isEqualTo("Welcome, alice"));
		TestApplication application = applications().getApplication();
		Sinks.Empty<String> gate = Sinks.empty();
		application.getBean(LoginController.class).gate = gate;
		Browser browser = application.newBrowser();
		application.getTokens().clear();
		try (InputStream body = browser.open("/programmatic/streaming?user=alice&wait=true").body()) {
			assertThat(body.readNBytes(8)).asString(StandardCharsets.UTF_8).isEqualTo("Welcome,");
			application.assertHolds(browser, application.getTokens().getTokens().get(0));
			gate.tryEmitEmpty().orThrow();
			assertThat(body.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(" alice");
		}
		assertThat(application.getTokens().getTokens()).hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(LoginController.class)
	static class Chains {

		@Bean
		@Order(1)
		SecurityWebFilterChain programmatic(ServerHttpSecurity http) {
			return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/programmatic/**"))
				.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.build();
		}

	}

	/**
	 * Logs in whomever it is told to.
	 */
	@RestController
	static class LoginController {

		private final ServerSecurityContextRepository repository = new WebSessionServerSecurityContextRepository();

		private final ObjectProvider<WebSessionSocialPlusTokens> tokens;

		private volatile Sinks.Empty<String> gate = Sinks.empty();

		LoginController(ObjectProvider<WebSessionSocialPlusTokens> tokens) {
			this.tokens = tokens;
		}

		@GetMapping("/programmatic/controller")
		Mono<String> controller(@RequestParam String user, ServerWebExchange exchange) {
			return logIn(user, exchange);
		}

		@GetMapping("/programmatic/fails")
		Mono<Void> fails(@RequestParam String user, ServerWebExchange exchange) {
			return logIn(user, exchange).then(Mono.fromRunnable(() -> exchange.getResponse().setRawStatusCode(409)));
		}

		@GetMapping("/programmatic/throws")
		Mono<Void> fail(@RequestParam String user, ServerWebExchange exchange) {
			return logIn(user, exchange).then(Mono.error(new ResponseStatusException(HttpStatus.CONFLICT)));
		}

		@GetMapping("/programmatic/streaming")
		Mono<Void> streaming(@RequestParam String user, @RequestParam boolean wait, ServerWebExchange exchange) {
			return logIn(user, exchange).flatMap((welcome) -> exchange.getResponse()
				.writeAndFlushWith(Flux
					.concat(Mono.just(welcome.substring(0, 8)), (wait ? this.gate.asMono() : Mono.<String>empty()),
							Mono.just(welcome.substring(8)))
					.map((part) -> Mono
						.just(exchange.getResponse().bufferFactory().wrap(part.getBytes(StandardCharsets.UTF_8))))));
		}

		@GetMapping("/programmatic/in-place")
		Mono<String> inPlace(@RequestParam String user, ServerWebExchange exchange) {
			return exchange.getSession().map((session) -> {
				session.getAttributes().put("SPRING_SECURITY_CONTEXT", context(user));
				return "Welcome, " + user;
			});
		}

		@GetMapping("/programmatic/rejected")
		Mono<Void> rejected(@RequestParam String user, ServerWebExchange exchange) {
			return logIn(user, exchange).then(exchange.getSession().flatMap(WebSession::invalidate))
				.then(Mono.fromRunnable(() -> exchange.getResponse().setRawStatusCode(403)));
		}

		@GetMapping("/programmatic/start")
		Mono<Void> start(ServerWebExchange exchange) {
			return exchange.getSession().doOnNext(WebSession::start).then();
		}

		@GetMapping("/programmatic/token")
		Mono<String> token(ServerWebExchange exchange) {
			return exchange.getPrincipal()
				.zipWith(exchange.getSession(), (user, session) -> user.getName() + " "
						+ session.getAttribute(SocialPlusTokenAttributes.AUTH_TOKEN));
		}

		@GetMapping("/programmatic/use")
		Mono<String> use(ServerWebExchange exchange) {
			return this.tokens.getObject().obtain(exchange).map(SocialPlusAuthToken::getTokenValue);
		}

		private Mono<String> logIn(String user, ServerWebExchange exchange) {
			return this.repository.save(exchange, context(user)).thenReturn("Welcome, " + user);
		}

		private static SecurityContext context(String user) {
			return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(user, null,
					AuthorityUtils.createAuthorityList("ROLE_USER")));
		}

	}

}
