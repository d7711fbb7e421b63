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

package plus.social.spring.web;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.core.Authentication;
import org.springframework.util.Assert;

/**
 * Checks of requests to the endpoints, in their order, for users and visitors on both
 * stacks.
 *
 * @since 0.1.0
 */
public final class EndpointChecks {

	private final LoginResolver loginResolver;

	private final EndpointResponses responses;

	private final boolean secureMode;

	/**
	 * Create the checks.
	 * @param loginResolver the resolver of a login's user
	 * @param responses the responses to requests that are refused
	 * @param secureMode whether the client needs a token
	 */
	public EndpointChecks(LoginResolver loginResolver, EndpointResponses responses, boolean secureMode) {
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		Assert.notNull(responses, "'responses' must not be null");
		this.loginResolver = loginResolver;
		this.responses = responses;
		this.secureMode = secureMode;
	}

	/**
	 * Check a request to the endpoint of users.
	 * @param request the request
	 * @param authentication the login of the request, or {@code null} if there is none
	 * @return the user whose token is needed, or the response without one
	 */
	public Admission admitUser(EndpointRequest request, @Nullable Authentication authentication) {
		EndpointResponse refusal = refuse(request);
		if (refusal != null) {
			return Admission.of(refusal);
		}
		if (!this.loginResolver.isLogin(authentication)) {
			return Admission.of(this.responses.unauthorized());
		}
		SocialPlusUser user = this.loginResolver.resolve(authentication);
		if (user == null) {
			return Admission.of(this.responses.forbidden());
		}
		return this.secureMode ? Admission.of(user) : Admission.of(this.responses.withoutToken(user));
	}

	/**
	 * Check a request to the endpoint of anonymous visitors.
	 * @param request the request
	 * @param authentication the login of the request, or {@code null} if there is none
	 * @return the refusal, or {@code null} if the request is admitted
	 */
	public @Nullable EndpointResponse refuseVisitor(EndpointRequest request, @Nullable Authentication authentication) {
		EndpointResponse refusal = refuse(request);
		return (refusal == null && this.loginResolver.isLogin(authentication)) ? this.responses.loggedIn() : refusal;
	}

	private @Nullable EndpointResponse refuse(EndpointRequest request) {
		if (!"POST".equals(request.method())) {
			return this.responses.methodNotAllowed();
		}
		return CrossSiteRequest.isServed(request.headers(), request.responseHeaders()) ? null
				: this.responses.crossSite();
	}

	/**
	 * Result of the checks of a request to the endpoint of users.
	 *
	 * @param user the user, or {@code null} if there is a response
	 * @param response the response, or {@code null} if there is a user
	 */
	public record Admission(@Nullable SocialPlusUser user, @Nullable EndpointResponse response) {

		static Admission of(SocialPlusUser user) {
			return new Admission(user, null);
		}

		static Admission of(EndpointResponse response) {
			return new Admission(null, response);
		}

	}

}
