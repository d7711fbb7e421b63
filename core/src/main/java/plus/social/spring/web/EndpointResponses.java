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
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.visitor.VisitorSignature;

import org.springframework.util.Assert;

/**
 * Responses of the endpoints for users and visitors, on both stacks.
 *
 * @since 0.1.0
 */
public final class EndpointResponses {

	static final String UNAVAILABLE = "Social Plus is temporarily unavailable.";

	private static final String PROBLEM = "application/problem+json";

	/**
	 * Prefix of the problem types of refusals, which the browser module knows.
	 */
	private static final String PROBLEM_TYPE = "urn:socialplus:problem:";

	private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);

	private final String region;

	private final @Nullable String apiKey;

	/**
	 * Create the responses.
	 * @param region the code of the network's region
	 * @param apiKey the network's API key, or {@code null} if the client knows it
	 */
	public EndpointResponses(String region, @Nullable String apiKey) {
		Assert.hasText(region, "'region' must not be empty");
		this.region = region;
		this.apiKey = apiKey;
	}

	/**
	 * Return the replacement for a response of the application that a client cannot use.
	 * @param response the response of the application
	 * @return status 401 or 403, or {@code null} to send the application's response
	 */
	public @Nullable EndpointResponse replace(ApplicationResponse response) {
		return switch (response.toStatus()) {
			case 401 -> unauthorized();
			case 403 -> response.forged() ? csrfTokenMissing() : forbidden();
			default -> null;
		};
	}

	/**
	 * Return the response to a request without a login.
	 * @return status 401
	 */
	public EndpointResponse unauthorized() {
		return problem(401, "Unauthorized", "Authentication is required.", Map.of());
	}

	/**
	 * Return the response to a login that may not receive a token, for example because a
	 * factor is missing.
	 * @return status 403
	 */
	public EndpointResponse forbidden() {
		return forbidden("no-token", "This login may not receive a Social Plus token.");
	}

	/**
	 * Return the response to a request that Spring Security denies for its CSRF token.
	 * The client recognizes it by its type.
	 * @return status 403
	 */
	public EndpointResponse csrfTokenMissing() {
		return forbidden("csrf", "The CSRF token is missing or belongs to another session.");
	}

	EndpointResponse methodNotAllowed() {
		return problem(405, "Method Not Allowed", "Use POST to request credentials.", Map.of("Allow", "POST"));
	}

	EndpointResponse crossSite() {
		return forbidden("cross-site",
				"Credentials are not sent to other sites unless the CORS rules of the application allow it.");
	}

	EndpointResponse loggedIn() {
		return problem(409, "Conflict", "Authenticated users cannot log in as visitors.", Map.of());
	}

	EndpointResponse withoutToken(SocialPlusUser user) {
		return credentials(user, null, null);
	}

	private static EndpointResponse forbidden(String type, String detail) {
		byte[] json = JsonObject.write((problem) -> {
			problem.writeStringProperty("type", PROBLEM_TYPE + type);
			problem.writeStringProperty("title", "Forbidden");
			problem.writeNumberProperty("status", 403);
			problem.writeStringProperty("detail", detail);
		});
		return new EndpointResponse(403, PROBLEM, Map.of(), json);
	}

	/**
	 * Return the response when no token is available. It is the same for every fault, as
	 * the client cannot use the reason. A user that Social Plus refuses does not get a
	 * token by retrying.
	 * @param failure the reason, or {@code null} if it is not known
	 * @return status 503, or 403 if the user is banned or their id is refused
	 */
	public EndpointResponse unavailable(@Nullable Throwable failure) {
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
	 * Return the response with a token. It never contains a token of another user.
	 * @param user the authenticated user
	 * @param token the token
	 * @return status 200, or 401 if the token is not this user's
	 */
	public EndpointResponse token(SocialPlusUser user, SocialPlusAuthToken token) {
		if (!token.getUserId().equals(user.getId())) {
			return unauthorized();
		}
		return credentials(user, token.getTokenValue(), token.getExpiresAt().toString());
	}

	private EndpointResponse credentials(SocialPlusUser user, @Nullable String authToken, @Nullable String expiresAt) {
		byte[] json = JsonObject.write((credentials) -> {
			credentials.writeStringProperty("userId", user.getId());
			credentials.writeStringProperty("displayName", user.getDisplayName());
			credentials.writeStringProperty("authToken", authToken);
			credentials.writeStringProperty("expiresAt", expiresAt);
			credentials.writeStringProperty("apiKey", this.apiKey);
			credentials.writeStringProperty("region", this.region);
		});
		return new EndpointResponse(200, "application/json", Map.of(), json);
	}

	/**
	 * Return the response with the credentials of an anonymous visitor.
	 * @param signature the signature of the visitor's login
	 * @return status 200
	 */
	public EndpointResponse visitor(VisitorSignature signature) {
		byte[] json = JsonObject.write((credentials) -> {
			credentials.writeStringProperty("deviceId", signature.deviceId());
			credentials.writeStringProperty("authSignature", signature.value());
			credentials.writeStringProperty("authSignatureExpiresAt", signature.expiresAt());
			credentials.writeStringProperty("apiKey", this.apiKey);
			credentials.writeStringProperty("region", this.region);
		});
		return new EndpointResponse(200, "application/json", Map.of(), json);
	}

	/**
	 * Return the response to a visitor beyond the rate limit.
	 * @param wait how long the visitor has to wait
	 * @return status 429
	 */
	public EndpointResponse tooMany(Duration wait) {
		return problem(429, "Too Many Requests", "The rate limit is exceeded. Retry later.",
				Map.of("Retry-After", seconds(wait)));
	}

	static String seconds(Duration wait) {
		return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
	}

	private static EndpointResponse problem(int status, String title, String detail, Map<String, String> headers) {
		byte[] json = JsonObject.write((problem) -> {
			problem.writeStringProperty("title", title);
			problem.writeNumberProperty("status", status);
			problem.writeStringProperty("detail", detail);
		});
		return new EndpointResponse(status, PROBLEM, headers, json);
	}

}
