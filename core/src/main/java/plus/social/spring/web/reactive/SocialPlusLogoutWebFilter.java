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

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.logout.StoredLogin;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.Ordered;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.WebSession;

/**
 * Ends the Social Plus sessions of whoever logs out. A logout is a request at whose
 * beginning somebody was logged in to the session and at whose end nobody is, whatever
 * made it so. The request waits for nothing.
 *
 * @since 0.1.0
 */
public final class SocialPlusLogoutWebFilter implements WebFilter, Ordered, ApplicationContextAware {

	private static final Log logger = LogFactory.getLog(SocialPlusLogoutWebFilter.class);

	private final LoginResolver loginResolver;

	private final LogoutRevoker revoker;

	private ServingContext servingContext = new ServingContext(null);

	/**
	 * Create a filter.
	 * @param loginResolver tells who is logged in
	 * @param revoker ends Social Plus sessions
	 */
	public SocialPlusLogoutWebFilter(LoginResolver loginResolver, LogoutRevoker revoker) {
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		Assert.notNull(revoker, "'revoker' must not be null");
		this.loginResolver = loginResolver;
		this.revoker = revoker;
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
		AtomicReference<@Nullable Runnable> end = new AtomicReference<>();
		ServerWebExchange tracking = new SessionTrackingExchange(exchange, (session) -> end.set(begin(session)));
		return chain.filter(tracking).doFinally((signal) -> {
			Runnable action = end.get();
			if (action != null) {
				safely(action);
			}
		});
	}

	private @Nullable Runnable begin(WebSession session) {
		Map<String, Object> attributes = session.getAttributes();
		SocialPlusUser user = this.loginResolver.resolveStored(attributes::get, () -> Set.copyOf(attributes.keySet()));
		if (user == null) {
			return null;
		}
		StoredLogin login = new StoredLogin(session.getId(), user);
		this.revoker.loggedIn(login);
		return () -> end(session, login);
	}

	private void end(WebSession session, StoredLogin login) {
		Map<String, Object> attributes = session.getAttributes();
		if (session.isExpired()
				|| !this.loginResolver.isLoginStored(attributes::get, () -> Set.copyOf(attributes.keySet()))) {
			this.revoker.loggedOut(login);
		}
	}

	private static void safely(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			logger.debug("Could not tell whether a request was a logout", ex);
		}
	}

}
