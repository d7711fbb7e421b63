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

package plus.social.spring.web.reactive;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.AbstractSessionTokensContractTests;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.mock.web.server.MockWebSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link WebSessionSocialPlusTokens}, {@link SocialPlusSessionWebFilter} and
 * {@link ServerSocialPlusAuthenticationSuccessHandler}: the rules of both stacks.
 */
class WebSessionSocialPlusTokensTests extends AbstractSessionTokensContractTests {

	@Override
	protected Stack start(SessionTokens sessionTokens, LoginResolver loginResolver) {
		return new ReactiveStack(new WebSessionSocialPlusTokens(sessionTokens, loginResolver));
	}

	@Test
	void aParameterMayBeAMono() throws Exception {
		SocialPlusTokenArgumentResolver resolver = new SocialPlusTokenArgumentResolver(
				new WebSessionSocialPlusTokens(mock(SessionTokens.class), mock(LoginResolver.class)));
		assertThat(resolver.supportsParameter(parameter("mono"))).isTrue();
		assertThat(resolver.supportsParameter(parameter("monoOfAnotherType"))).isFalse();
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
		assertThat(resolver.resolveArgument(parameter("mono"), new BindingContext(), exchange).block())
			.isInstanceOf(Mono.class);
	}

	private static final class ReactiveStack implements Stack {

		private static final String CONTEXT = WebSessionServerSecurityContextRepository.DEFAULT_SPRING_SECURITY_CONTEXT_ATTR_NAME;

		private final MockWebSession session = new MockWebSession();

		private final WebSessionSocialPlusTokens tokens;

		private Context context = Context.empty();

		ReactiveStack(WebSessionSocialPlusTokens tokens) {
			this.tokens = tokens;
		}

		@Override
		public Answer login(String name, Observation request) {
			this.context = Context.of("micrometer.observation", request);
			return login(name);
		}

		@Override
		public Answer login(String name) {
			return run((exchange) -> save(exchange, authentication(name)).then(redirect(exchange)));
		}

		@Override
		public Answer loginByHandler(String name, boolean strict) {
			ServerSocialPlusAuthenticationSuccessHandler handler = new ServerSocialPlusAuthenticationSuccessHandler(
					this.tokens, new RedirectServerAuthenticationSuccessHandler("/home"));
			if (strict) {
				handler.setFailureHandler(new RedirectServerAuthenticationFailureHandler("/login?unavailable"));
			}
			return run((exchange) -> save(exchange, authentication(name)).then(handler.onAuthenticationSuccess(
					new WebFilterExchange(exchange, (chained) -> chained.getResponse().setComplete()),
					authentication(name)))
				.then(exchange.getResponse().setComplete()));
		}

		@Override
		public Answer get() {
			return run((exchange) -> exchange.getSession()
				.flatMap((session) -> exchange.getResponse()
					.writeWith(Mono.just(DefaultDataBufferFactory.sharedInstance.wrap("home".getBytes())))));
		}

		@Override
		public void logout() {
			run((exchange) -> exchange.getSession()
				.doOnNext((session) -> session.getAttributes().remove(CONTEXT))
				.then(exchange.getResponse().setComplete()));
		}

		@Override
		public Optional<SocialPlusAuthToken> find() {
			return this.tokens.find(exchange()).blockOptional();
		}

		@Override
		public Optional<SocialPlusException> findFailure() {
			return this.tokens.findFailure(exchange()).blockOptional();
		}

		@Override
		public SocialPlusAuthToken obtain() {
			return this.tokens.obtain(exchange()).block();
		}

		@Override
		public boolean supports(MethodParameter parameter) {
			return new SocialPlusTokenArgumentResolver(this.tokens).supportsParameter(parameter);
		}

		@Override
		public @Nullable Object resolve(MethodParameter parameter) {
			return resolve(parameter, (SecurityContext) this.session.getAttribute(CONTEXT));
		}

		@Override
		public @Nullable Object resolve(MethodParameter parameter, String login) {
			return resolve(parameter, new SecurityContextImpl(authentication(login)));
		}

		@Override
		public Optional<SocialPlusAuthToken> find(String login) {
			return this.tokens.find(exchange())
				.contextWrite(ReactiveSecurityContextHolder.withAuthentication(authentication(login)))
				.blockOptional();
		}

		private @Nullable Object resolve(MethodParameter parameter, @Nullable SecurityContext context) {
			return new SocialPlusTokenArgumentResolver(this.tokens)
				.resolveArgument(parameter, new BindingContext(), exchange())
				.contextWrite((context != null) ? ReactiveSecurityContextHolder.withSecurityContext(Mono.just(context))
						: Context.empty())
				.block();
		}

		@Override
		public Map<String, Object> attributes() {
			return this.session.isExpired() ? new HashMap<>() : new HashMap<>(this.session.getAttributes());
		}

		private @Nullable Object token() {
			return attributes().get("SOCIALPLUS_AUTH_TOKEN");
		}

		private MockServerWebExchange exchange() {
			return MockServerWebExchange.builder(MockServerHttpRequest.get("/")).session(this.session).build();
		}

		private Answer run(Function<ServerWebExchange, Mono<Void>> handler) {
			MockServerWebExchange exchange = exchange();
			Object[] seen = new Object[2];
			new SocialPlusSessionWebFilter(this.tokens)
				.filter(exchange,
						(chained) -> chained.getSession()
							.doOnNext((session) -> seen[0] = token())
							.then(handler.apply(chained))
							.then(Mono.fromRunnable(() -> seen[1] = token())))
				.contextWrite(this.context)
				.block(Duration.ofMinutes(2));
			URI location = exchange.getResponse().getHeaders().getLocation();
			HttpStatus status = (HttpStatus) exchange.getResponse().getStatusCode();
			return new Answer((status != null) ? status.value() : 200, (location != null) ? location.toString() : null,
					exchange.getResponse().getBodyAsString().block(), seen[0], seen[1]);
		}

		private static Mono<Void> redirect(ServerWebExchange exchange) {
			return Mono.defer(() -> {
				exchange.getResponse().setStatusCode(HttpStatus.FOUND);
				exchange.getResponse().getHeaders().setLocation(URI.create("/home"));
				return exchange.getResponse().setComplete();
			});
		}

		private static Mono<WebSession> save(ServerWebExchange exchange, Authentication authentication) {
			return exchange.getSession()
				.doOnNext((session) -> session.getAttributes().put(CONTEXT, new SecurityContextImpl(authentication)));
		}

		private static Authentication authentication(String name) {
			return new TestingAuthenticationToken(name, null, "ROLE_USER");
		}

	}

}
