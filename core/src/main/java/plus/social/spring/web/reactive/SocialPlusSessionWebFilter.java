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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Filter that attaches tokens to the sessions of logins. It examines the session when the
 * response is about to be committed, so it sees every login regardless of the mechanism,
 * and does not change requests, responses and failures of the application.
 *
 * @since 0.1.0
 */
public final class SocialPlusSessionWebFilter implements WebFilter, Ordered, ApplicationContextAware {

	private static final Log logger = LogFactory.getLog(SocialPlusSessionWebFilter.class);

	private final WebSessionSocialPlusTokens tokens;

	private ServingContext servingContext = new ServingContext(null);

	/**
	 * Create a filter.
	 * @param tokens the tokens in web sessions
	 */
	public SocialPlusSessionWebFilter(WebSessionSocialPlusTokens tokens) {
		Assert.notNull(tokens, "'tokens' must not be null");
		this.tokens = tokens;
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.servingContext = new ServingContext(applicationContext);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return this.servingContext.serves(exchange) ? filterOwn(exchange, chain) : chain.filter(exchange);
	}

	private Mono<Void> filterOwn(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpResponse response = exchange.getResponse();
		// Without any action now, a commit that is assembled before the session is used
		// would leave out the later ones.
		response.beforeCommit(Mono::empty);
		return Mono.deferContextual((context) -> chain.filter(new SessionTrackingExchange(exchange, (session) -> {
			WebLoginSession login = this.tokens.session(session);
			collect(login);
			// After the session's own action, which saves it: all actions are asked for
			// what they do before the first one is done, so with the other order the
			// session would be written on one thread while it is read on another.
			response.beforeCommit(() -> attach(login, context));
		})));
	}

	private void collect(WebLoginSession session) {
		try {
			this.tokens.collect(session);
		}
		catch (RuntimeException ex) {
			log(ex);
		}
	}

	// A problem with a session or a token must not fail the response. A call belongs to
	// the observation of the request: the one of the committing thread is Spring
	// Security's,
	// which may not have started.
	private Mono<Void> attach(WebLoginSession session, ContextView request) {
		return this.tokens.attach(session, request).onErrorResume((ex) -> {
			log(ex);
			return Mono.empty();
		});
	}

	private static void log(Throwable failure) {
		logger.debug("Failed to process the Social Plus token of a session", failure);
	}

	// WebFlux asks for it with each request, and the default is computed each time.
	@Override
	public String toString() {
		return "SocialPlusSessionWebFilter";
	}

}
