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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointChecks}, {@link EndpointResponses}, {@link EndpointResponse},
 * {@link JsonObject} and {@link RenewRequest}.
 */
class EndpointResponsesTests {

	private static final EndpointRequest POST = request("POST", Map.of(), Map.of());

	private final EndpointResponses responses = new EndpointResponses("eu", "k3y");

	private final EndpointChecks checks = checks(true);

	@ParameterizedTest
	@ValueSource(strings = { "alice", "a\"b\\c", "</script><script>", "\u00e9\ud83d\ude00", "a\u2010b", "'&'" })
	void anyIdComesBackAsItIs(String id) {
		SocialPlusUser user = SocialPlusUser.of(id).withDisplayName("Name of " + id);
		EndpointResponse response = this.responses.token(user,
				new SocialPlusAuthToken(id, "t0ken", Instant.parse("2026-01-01T00:10:00Z")));
		String json = new String(response.getBody(), StandardCharsets.UTF_8);
		assertThat(JsonPath.<String>read(json, "$.userId")).isEqualTo(id);
		assertThat(JsonPath.<String>read(json, "$.displayName")).isEqualTo("Name of " + id);
		assertThat(JsonPath.<String>read(json, "$.authToken")).isEqualTo("t0ken");
		assertThat(JsonPath.<String>read(json, "$.expiresAt")).isEqualTo("2026-01-01T00:10:00Z");
		assertThat(JsonPath.<String>read(json, "$.apiKey")).isEqualTo("k3y");
		assertThat(json).doesNotContain("<");
		assertThat(response).asString().doesNotContain("t0ken");
		assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store")
			.containsEntry("X-Content-Type-Options", "nosniff")
			.containsEntry("Content-Type", "application/json");
	}

	@ParameterizedTest
	@CsvSource({ "PT1S, 1", "PT0.2S, 1", "PT29.001S, 30", "PT60S, 60", "PT0S, 1", ", 5" })
	void saysWhenToAskAgain(@Nullable Duration retryAfter, String seconds) {
		EndpointResponse response = this.responses
			.unavailable(new SocialPlusException(Reason.SERVER_KEY_REFUSED, "canary", null, retryAfter));
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getHeaders()).containsEntry("Retry-After", seconds)
			.containsEntry("Content-Type", "application/problem+json");
		assertThat(new String(response.getBody(), StandardCharsets.UTF_8)).doesNotContain("canary")
			.doesNotContain("KEY");
	}

	@ParameterizedTest
	@CsvSource({ "POST,,", "POST, same-origin,", "POST, same-site,", "POST, none,", "POST, cross-site, 403",
			"POST, Cross-Site, 403", "GET,, 405", "HEAD,, 405", "PUT,, 405", "OPTIONS,, 405", "post,, 405",
			"GET, cross-site, 405" })
	void refusesWhatNobodyMayDo(String method, @Nullable String secFetchSite, @Nullable Integer status) {
		Map<String, String> headers = (secFetchSite != null) ? Map.of("Sec-Fetch-Site", secFetchSite) : Map.of();
		EndpointResponse response = refuse(method, headers, Map.of());
		assertThat((response != null) ? response.getStatus() : null).isEqualTo(status);
	}

	@ParameterizedTest(name = "{0} allowed {1} {2}, {3} {4} {5}")
	@CsvSource(nullValues = "-", value = {
			// origin, allowed origin, with credentials, mode, authorization, cookie,
			// served
			"https://spa.example, https://spa.example, true, cors, -, session, true",
			"https://spa.example, https://spa.example, true, -, -, session, true",
			"capacitor://localhost, capacitor://localhost, true, cors, -, session, true",
			"https://spa.example, https://spa.example, true, navigate, -, session, false",
			"https://spa.example, https://spa.example, true, no-cors, -, session, false",
			"https://spa.example, https://spa.example, -, cors, -, session, false",
			"https://spa.example, https://spa.example, false, cors, -, session, false",
			"https://evil.example, https://spa.example, true, cors, -, session, false",
			"https://evil.example, -, -, cors, -, session, false",
			"https://evil.example, *, -, cors, -, session, false",
			"https://evil.example, *, true, cors, -, session, false", "null, null, true, cors, -, session, false",
			"-, -, -, navigate, -, session, false", "-, -, true, cors, -, session, false",
			"https://spa.example, *, -, cors, Bearer t, -, true", "https://spa.example, -, -, cors, bearer t, -, true",
			"https://spa.example, -, -, cors, DPoP t, -, true", "null, -, -, cors, Bearer t, -, true",
			"https://spa.example, -, -, cors, Bearer t, session, false",
			"https://spa.example, -, -, cors, Basic t, -, false", "https://spa.example, -, -, cors, Bearer, -, false",
			"https://spa.example, -, -, cors, Negotiate t, -, false", "-, -, -, navigate, Bearer t, -, false" })
	void servesAnotherSiteOnlyIfCorsRulesAllowItOrThereIsNothingThatABrowserAdds(@Nullable String origin,
			@Nullable String allowed, @Nullable String credentials, @Nullable String mode,
			@Nullable String authorization, @Nullable String cookie, boolean served) {
		Map<String, String> request = new HashMap<>();
		request.put("Sec-Fetch-Site", "cross-site");
		request.put("Origin", origin);
		request.put("Sec-Fetch-Mode", mode);
		request.put("Authorization", authorization);
		request.put("Cookie", cookie);
		Map<String, String> response = new HashMap<>();
		response.put("Access-Control-Allow-Origin", allowed);
		response.put("Access-Control-Allow-Credentials", credentials);
		EndpointResponse refusal = refuse("POST", request, response);
		if (served) {
			assertThat(refusal).isNull();
		}
		else {
			assertThat(refusal).isNotNull().extracting(EndpointResponse::getStatus).isEqualTo(403);
		}
	}

	@Test
	void neverHandsOutATokenOfAnotherUser() {
		EndpointResponse response = this.responses.token(SocialPlusUser.of("alice"),
				new SocialPlusAuthToken("bob", "t0ken", Instant.parse("2026-01-01T00:10:00Z")));
		assertThat(response.getStatus()).isEqualTo(401);
		assertThat(new String(response.getBody(), StandardCharsets.UTF_8)).doesNotContain("t0ken", "alice", "bob");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none",
			value = { "200, none, false, true, 403", "200, text/html, true, false, 401", "204, none, false, false, 401",
					"302, none, false, true, 403", "307, none, false, false, 401", "401, none, false, true, 401",
					"401, text/plain, true, false, 401", "401, application/json, true, false, none",
					"401, none, true, false, none", "403, none, false, true, 403", "403, text/html, true, true, none",
					"403, none, false, false, 401", "403, application/json, true, false, 401",
					"404, none, false, true, none", "429, none, false, false, none", "503, none, true, true, none" })
	void replacesWhatAClientCannotUse(int status, @Nullable String contentType, boolean hasBody, boolean loggedIn,
			@Nullable Integer expected) {
		EndpointResponse response = this.responses
			.replace(new ApplicationResponse(true, "POST", status, contentType, hasBody, loggedIn, false, false));
		assertThat((response != null) ? response.getStatus() : null).isEqualTo(expected);
	}

	@Test
	void leavesAnswersToPreflightRequestsAsTheyAre() {
		assertThat(
				this.responses.replace(new ApplicationResponse(true, "OPTIONS", 200, null, false, false, false, false)))
			.isNull();
	}

	@Test
	void credentialsThatHaveNotBeenLookedAtAreNoMissingLogin() {
		EndpointResponse response = this.responses
			.replace(new ApplicationResponse(true, "POST", 403, null, false, false, true, false));
		assertThat(response).isNotNull().extracting(EndpointResponse::getStatus).isEqualTo(403);
	}

	@Test
	void visitorsNeedNoLogin() {
		EndpointResponse response = this.responses
			.replace(new ApplicationResponse(false, "POST", 403, null, false, false, false, false));
		assertThat(response).isNotNull().extracting(EndpointResponse::getStatus).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "renew=true, true", "a=b&renew=true, true", "renew=false, false",
			"renew=trueish, false", "xrenew=true, false", "'', false", "none, false" })
	void aQueryAsksForARenewal(@Nullable String query, boolean renewal) {
		assertThat(RenewRequest.isRenewal(query)).isEqualTo(renewal);
	}

	@Test
	void withoutSecureModeThereIsNoToken() {
		EndpointResponse response = checks(false).admitUser(POST, login("alice")).response();
		assertThat(response).isNotNull();
		String json = new String(response.getBody(), StandardCharsets.UTF_8);
		assertThat(JsonPath.<String>read(json, "$.userId")).isEqualTo("alice");
		assertThat(JsonPath.<String>read(json, "$.authToken")).isNull();
		assertThat(JsonPath.<String>read(json, "$.apiKey")).isEqualTo("k3y");
	}

	@Test
	void admitsAUserWhoIsLoggedIn() {
		EndpointChecks.Admission admission = this.checks.admitUser(POST, login("alice"));
		assertThat(admission.user()).isEqualTo(SocialPlusUser.of("alice"));
		assertThat(admission.response()).isNull();
	}

	@Test
	void refusesBeforeItLooksAtTheLogin() {
		EndpointChecks checks = new EndpointChecks(new LoginResolver((login) -> {
			throw new AssertionError("The login was looked at");
		}, (login) -> true), this.responses, true);
		assertThat(checks.admitUser(request("GET", Map.of(), Map.of()), login("alice")).response()).isNotNull()
			.extracting(EndpointResponse::getStatus)
			.isEqualTo(405);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "none, 401", "anonymous, 401", "ADMIN_x, 403" })
	void admitsNoLoginWithoutAUser(@Nullable String name, int status) {
		EndpointChecks.Admission admission = this.checks.admitUser(POST, (name != null) ? login(name) : null);
		assertThat(admission.user()).isNull();
		assertThat(admission.response()).isNotNull().extracting(EndpointResponse::getStatus).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "none, none", "anonymous, none", "alice, 409", "ADMIN_x, 409" })
	void aVisitorIsNotLoggedIn(@Nullable String name, @Nullable Integer status) {
		EndpointResponse refusal = this.checks.refuseVisitor(POST, (name != null) ? login(name) : null);
		assertThat((refusal != null) ? refusal.getStatus() : null).isEqualTo(status);
	}

	@Test
	void refusalsAreProblems() {
		assertThat(this.responses.unauthorized().getStatus()).isEqualTo(401);
		assertThat(this.responses.forbidden().getStatus()).isEqualTo(403);
		String json = new String(this.responses.forbidden().getBody(), StandardCharsets.UTF_8);
		assertThat(JsonPath.<Integer>read(json, "$.status")).isEqualTo(403);
		assertThat(JsonPath.<String>read(json, "$.title")).isEqualTo("Forbidden");
	}

	@Test
	void theTypeOfARefusalTellsAMissingCsrfTokenFromALoginWithoutToken() {
		assertThat(type(this.responses.csrfTokenMissing())).isEqualTo("urn:socialplus:problem:csrf");
		assertThat(type(this.responses.forbidden())).isEqualTo("urn:socialplus:problem:no-token");
		EndpointResponse crossSite = refuse("POST", Map.of("Sec-Fetch-Site", "cross-site"), Map.of());
		assertThat(crossSite).isNotNull();
		assertThat(type(crossSite)).isEqualTo("urn:socialplus:problem:cross-site");
		assertThat(this.responses.csrfTokenMissing().getStatus()).isEqualTo(403);
	}

	private EndpointChecks checks(boolean secureMode) {
		LoginResolver loginResolver = new LoginResolver((login) -> {
			Assert.isTrue(!login.getName().startsWith("ADMIN_"), "No user");
			return SocialPlusUser.of(login.getName());
		}, (login) -> true);
		return new EndpointChecks(loginResolver, this.responses, secureMode);
	}

	private static Authentication login(String name) {
		List<GrantedAuthority> authorities = AuthorityUtils.createAuthorityList("ROLE_USER");
		return name.equals("anonymous") ? new AnonymousAuthenticationToken("key", name, authorities)
				: UsernamePasswordAuthenticationToken.authenticated(name, null, authorities);
	}

	// Both endpoints refuse these, whatever the login.
	private @Nullable EndpointResponse refuse(String method, Map<String, String> headers,
			Map<String, String> responseHeaders) {
		EndpointRequest request = request(method, headers, responseHeaders);
		EndpointResponse refusal = this.checks.refuseVisitor(request, null);
		EndpointResponse forUsers = this.checks.admitUser(request, login("alice")).response();
		assertThat((forUsers != null) ? forUsers.getStatus() : null)
			.isEqualTo((refusal != null) ? refusal.getStatus() : null);
		return refusal;
	}

	private static EndpointRequest request(String method, Map<String, String> headers,
			Map<String, String> responseHeaders) {
		return new EndpointRequest(method, headers::get, responseHeaders::get);
	}

	private static String type(EndpointResponse response) {
		return JsonPath.read(new String(response.getBody(), StandardCharsets.UTF_8), "$.type");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "application/json, true", "application/json;charset=utf-8, true",
			"Application/JSON, true", "text/plain, false", "application/x-www-form-urlencoded, false", "none, false" })
	void aRenewalIsJson(@Nullable String contentType, boolean possible) {
		assertThat(RenewRequest.isPossible(contentType)).isEqualTo(possible);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"renew\":true} | true", "'  { \"renew\" : true } ' | true", "{\"renew\":false} | false",
					"{\"renew\":true,\"userId\":\"bob\"} | false", "{} | false", "'' | false", "true | false" })
	void readsWhetherItIsOne(String body, boolean renewal) {
		assertThat(RenewRequest.isRenewal(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(renewal);
	}

}
