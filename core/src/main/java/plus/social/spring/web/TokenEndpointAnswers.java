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

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.visitor.VisitorSignature;

import org.springframework.security.core.Authentication;
import org.springframework.util.Assert;

/**
 * The answers of the endpoints for users and visitors, and the order of their checks.
 * Both stacks share them.
 *
 * @since 0.1.0
 */
public final class TokenEndpointAnswers {

	static final String UNAVAILABLE = "Social Plus is temporarily unavailable.";

	private static final String PROBLEM = "application/problem+json";

	/**
	 * What the types of refusals begin with. The browser module knows them.
	 */
	private static final String PROBLEM_TYPE = "urn:socialplus:problem:";

	private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);

	private final LoginResolver loginResolver;

	private final String region;

	private final @Nullable String apiKey;

	private final boolean secureMode;

	/**
	 * Create answers.
	 * @param loginResolver resolves the user of a login
	 * @param region the code of the network's region
	 * @param apiKey the network's API key, or {@code null} if the client knows it
	 * @param secureMode whether the client needs a token
	 */
	public TokenEndpointAnswers(LoginResolver loginResolver, String region, @Nullable String apiKey,
			boolean secureMode) {
		Assert.notNull(loginResolver, "'loginResolver' must not be null");
		Assert.hasText(region, "'region' must not be empty");
		this.loginResolver = loginResolver;
		this.region = region;
		this.apiKey = apiKey;
		this.secureMode = secureMode;
	}

	/**
	 * Check a request to the endpoint of users.
	 * @param request the request
	 * @param authentication the login of the request, if there is one
	 * @return the user whose token is to be obtained, or the answer without one
	 */
	public EndpointAdmission admitUser(EndpointRequest request, @Nullable Authentication authentication) {
		TokenEndpointAnswer refusal = refuse(request);
		if (refusal != null) {
			return EndpointAdmission.of(refusal);
		}
		if (!this.loginResolver.isLogin(authentication)) {
			return EndpointAdmission.of(unauthorized());
		}
		SocialPlusUser user = this.loginResolver.resolve(authentication);
		if (user == null) {
			return EndpointAdmission.of(forbidden());
		}
		return this.secureMode ? EndpointAdmission.of(user) : EndpointAdmission.of(credentials(user, null, null));
	}

	/**
	 * Check a request to the endpoint of anonymous visitors.
	 * @param request the request
	 * @param authentication the login of the request, if there is one
	 * @return the refusal, or {@code null} if the request is admitted
	 */
	public @Nullable TokenEndpointAnswer refuseVisitor(EndpointRequest request,
			@Nullable Authentication authentication) {
		TokenEndpointAnswer refusal = refuse(request);
		if (refusal == null && this.loginResolver.isLogin(authentication)) {
			return problem(409, "Conflict", "Authenticated users cannot log in as visitors.", Map.of());
		}
		return refusal;
	}

	// A request from another site is served if the application's CORS rules have allowed
	// its origin with credentials, or if it carries a bearer token and no cookie.
	private static @Nullable TokenEndpointAnswer refuse(EndpointRequest request) {
		if (!"POST".equals(request.method())) {
			return problem(405, "Method Not Allowed", "Ask for credentials with POST.", Map.of("Allow", "POST"));
		}
		if (!CrossSiteRequest.isServed(request.headers(), request.responseHeaders())) {
			return forbidden("cross-site",
					"Credentials are not handed to other sites unless the CORS rules of the application allow it.");
		}
		return null;
	}

	/**
	 * Return what to answer instead of an answer of the application that a client cannot
	 * use.
	 * @param refusal the answer of the application
	 * @return status 401 or 403, or {@code null} to leave the answer as it is
	 */
	public @Nullable TokenEndpointAnswer replace(EndpointRefusal refusal) {
		return switch (refusal.toStatus()) {
			case 401 -> unauthorized();
			case 403 -> refusal.forged() ? csrfTokenMissing() : forbidden();
			default -> null;
		};
	}

	/**
	 * Return the answer to a request without a login.
	 * @return status 401
	 */
	public TokenEndpointAnswer unauthorized() {
		return problem(401, "Unauthorized", "Log in first.", Map.of());
	}

	/**
	 * Return the answer to a login that may have no token, because a factor is missing
	 * for example.
	 * @return status 403
	 */
	public TokenEndpointAnswer forbidden() {
		return forbidden("no-token", "This login may have no Social Plus token.");
	}

	/**
	 * Return the answer to a request that Spring Security has denied for its CSRF token.
	 * The client recognizes it by its type.
	 * @return status 403
	 */
	public TokenEndpointAnswer csrfTokenMissing() {
		return forbidden("csrf", "The CSRF token is missing or is not the one of this session.");
	}

	private static TokenEndpointAnswer forbidden(String type, String detail) {
		String json = JsonObject.write((problem) -> {
			problem.writeStringProperty("type", PROBLEM_TYPE + type);
			problem.writeStringProperty("title", "Forbidden");
			problem.writeNumberProperty("status", 403);
			problem.writeStringProperty("detail", detail);
		});
		return new TokenEndpointAnswer(403, PROBLEM, Map.of(), json);
	}

	/**
	 * Return the answer when no token is available. It is the same for every fault, as
	 * the reason is of no use to the client. A user whom Social Plus does not take does
	 * not get a token by retrying.
	 * @param failure the reason, if it is known
	 * @return status 503, or 403 if the user is banned or their id is refused
	 */
	public TokenEndpointAnswer unavailable(@Nullable Throwable failure) {
		if (failure instanceof SocialPlusException exception && exception.isUserRefused()) {
			return forbidden();
		}
		return problem(503, "Service Unavailable", UNAVAILABLE, Map.of("Retry-After", seconds(retryAfter(failure))));
	}

	static Duration retryAfter(@Nullable Throwable failure) {
		Duration retryAfter = (failure instanceof SocialPlusException exception) ? exception.getRetryAfter() : null;
		return (retryAfter != null) ? retryAfter : DEFAULT_RETRY_AFTER;
	}

	/**
	 * Return the answer with a token. A token of another user is never handed out,
	 * whatever led to it.
	 * @param user the user who is logged in
	 * @param token the token
	 * @return status 200, or 401 if the token is not this user's
	 */
	public TokenEndpointAnswer token(SocialPlusUser user, SocialPlusAuthToken token) {
		if (!token.getUserId().equals(user.getId())) {
			return unauthorized();
		}
		return credentials(user, token.getTokenValue(), token.getExpiresAt().toString());
	}

	private TokenEndpointAnswer credentials(SocialPlusUser user, @Nullable String authToken,
			@Nullable String expiresAt) {
		String json = JsonObject.write((credentials) -> {
			credentials.writeStringProperty("userId", user.getId());
			credentials.writeStringProperty("displayName", user.getDisplayName());
			credentials.writeStringProperty("authToken", authToken);
			credentials.writeStringProperty("expiresAt", expiresAt);
			credentials.writeStringProperty("apiKey", this.apiKey);
			credentials.writeStringProperty("region", this.region);
		});
		return new TokenEndpointAnswer(200, "application/json", Map.of(), json);
	}

	/**
	 * Return the answer with what an anonymous visitor logs in with.
	 * @param signature their signature
	 * @return status 200
	 */
	public TokenEndpointAnswer visitor(VisitorSignature signature) {
		String json = JsonObject.write((credentials) -> {
			credentials.writeStringProperty("deviceId", signature.deviceId());
			credentials.writeStringProperty("authSignature", signature.value());
			credentials.writeStringProperty("authSignatureExpiresAt", signature.expiresAt());
			credentials.writeStringProperty("apiKey", this.apiKey);
			credentials.writeStringProperty("region", this.region);
		});
		return new TokenEndpointAnswer(200, "application/json", Map.of(), json);
	}

	/**
	 * Return the answer to a visitor beyond the rate limit.
	 * @param wait how long they have to wait
	 * @return status 429
	 */
	public TokenEndpointAnswer tooMany(Duration wait) {
		return problem(429, "Too Many Requests", "Ask again later.", Map.of("Retry-After", seconds(wait)));
	}

	static String seconds(Duration wait) {
		return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
	}

	private static TokenEndpointAnswer problem(int status, String title, String detail, Map<String, String> headers) {
		String json = JsonObject.write((problem) -> {
			problem.writeStringProperty("title", title);
			problem.writeNumberProperty("status", status);
			problem.writeStringProperty("detail", detail);
		});
		return new TokenEndpointAnswer(status, PROBLEM, headers, json);
	}

}
