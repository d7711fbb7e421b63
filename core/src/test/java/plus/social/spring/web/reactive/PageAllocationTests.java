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

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.web.AbstractPageAllocationTests;
import reactor.core.publisher.Mono;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.mock.web.server.MockWebSession;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Tests for what a page costs with {@link SocialPlusSessionWebFilter}.
 */
class PageAllocationTests extends AbstractPageAllocationTests {

	private static final WebFilterChain FILE = (exchange) -> {
		// As Spring Security's headers are written.
		exchange.getResponse().beforeCommit(Mono::empty);
		return exchange.getResponse().setComplete();
	};

	private static final WebFilterChain PAGE = (
			exchange) -> exchange.getSession().then(exchange.getSession()).then(FILE.filter(exchange));

	private final MockWebSession session = new MockWebSession();

	@Override
	protected void setAttribute(String name, Object value) {
		this.session.getAttributes().put(name, value);
	}

	@Override
	protected Callable<?> request(@Nullable SessionTokens tokens, LoginResolver resolver, boolean usingSession) {
		SocialPlusSessionWebFilter filter = (tokens != null)
				? new SocialPlusSessionWebFilter(new WebSessionSocialPlusTokens(tokens, resolver)) : null;
		return request(filter, usingSession ? PAGE : FILE);
	}

	@Override
	protected Callable<?> revoking(LogoutRevoker revoker, LoginResolver resolver) {
		return request(new SocialPlusLogoutWebFilter(resolver, revoker), PAGE);
	}

	private Callable<?> request(@Nullable WebFilter filter, WebFilterChain chain) {
		return () -> {
			ServerWebExchange exchange = MockServerWebExchange.builder(MockServerHttpRequest.get("/"))
				.session(this.session)
				.build();
			return ((filter != null) ? filter.filter(exchange, chain) : chain.filter(exchange)).block();
		};
	}

}
