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
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.web.LogoutDetector;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Filter that revokes the access tokens of users who log out. A logout is a request that
 * begins with a login in the session and ends without one, regardless of the cause,
 * except if it expires or another request invalidates it. The request does not wait.
 *
 * @since 0.1.0
 */
public final class SocialPlusLogoutWebFilter implements WebFilter, Ordered, ApplicationContextAware {

	private static final Log logger = LogFactory.getLog(SocialPlusLogoutWebFilter.class);

	private final LogoutDetector detector;

	private ServingContext servingContext = new ServingContext(null);

	/**
	 * Create a filter.
	 * @param loginResolver the resolver of logins and their users
	 * @param revoker the revoker of access tokens
	 */
	public SocialPlusLogoutWebFilter(LoginResolver loginResolver, LogoutRevoker revoker) {
		this.detector = new LogoutDetector(loginResolver, revoker);
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
		LoginTrackingExchange tracking = new LoginTrackingExchange(exchange, this.detector);
		return chain.filter(tracking).doFinally((signal) -> end(tracking));
	}

	private static void end(LoginTrackingExchange exchange) {
		try {
			exchange.end();
		}
		catch (RuntimeException ex) {
			logger.debug("Failed to detect whether a request was a logout", ex);
		}
	}

	// WebFlux asks for it with each request, and the default is computed each time.
	@Override
	public String toString() {
		return "SocialPlusLogoutWebFilter";
	}

}
