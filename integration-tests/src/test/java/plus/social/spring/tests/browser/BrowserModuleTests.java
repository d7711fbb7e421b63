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

package plus.social.spring.tests.browser;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.Chromium;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the browser module, in a browser, with a client of its own. The browser's
 * clock stands still, and is turned forward where it waits. None of these tests may leave
 * an error in the console, such as an unhandled rejection.
 */
class BrowserModuleTests {

	@RegisterExtension
	static final Chromium chromium = Chromium.ignoringFailedRequests();

	private static final String LOGIN = "login {userId=alice, displayName=Alice, authToken=%s}";

	private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

	private static final String VISITOR = "{ options: { visitor: true } }";

	private static final String CSRF = "<meta name=\"_csrf\" content=\"c5rf\">"
			+ "<meta name=\"_csrf_header\" content=\"X-CSRF\">";

	private static final String CREATE = "createClient ap1-key eu null";

	private final FakeEndpoint endpoint = new FakeEndpoint();

	private Page page;

	@BeforeEach
	void open(Page page) {
		this.page = page;
		page.route("**/*", this.endpoint::handle);
		page.clock().install(new Clock.InstallOptions().setTime(NOW));
		// Far ahead, as the clock goes on until then.
		page.clock().pauseAt(NOW + 3_600_000);
	}

	@Test
	void connectsAsWhoeverTheApplicationSays() {
		this.endpoint.answerCredentials();
		start("{}");
		assertThat(end()).containsEntry("state", "connected")
			.containsEntry("userId", "alice")
			.containsEntry("displayName", "Alice")
			.containsEntry("renewsAt", "2026-01-24T23:56:00.000Z");
		assertThat(calls()).containsExactly(CREATE, LOGIN.formatted("t0ken"));
		assertThat(states()).containsExactly("connecting", "connected");
		Request request = this.endpoint.getRequests().get(0);
		assertThat(request.url()).as("beside the module").isEqualTo(FakeEndpoint.CONTEXT + "/socialplus/token");
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.postData()).isEqualTo("{}");
		assertThat(request.allHeaders()).containsEntry("x-requested-with", "XMLHttpRequest")
			.containsEntry("content-type", "application/json")
			.doesNotContainKey("x-xsrf-token");
	}

	@Test
	void theExampleOfTheDocumentationConnects() {
		this.endpoint.answerCredentials();
		runExample("connect.js");
		assertThat(calls()).containsExactly(CREATE, LOGIN.formatted("t0ken"));
	}

	@Test
	void theExampleOfTheDocumentationConnectsAVisitor() {
		this.endpoint.answerVisitor("s1gned");
		runExample("visitor.js");
		assertThat(calls()).hasSize(2).last().asString().startsWith("loginAsVisitor");
		assertThat(this.endpoint.getRequests()).singleElement()
			.extracting(Request::url)
			.isEqualTo(FakeEndpoint.ROOT + "/socialplus/visitor");
	}

	@Test
	void takesWhatItIsToldInsteadOfWhatTheApplicationSays() {
		this.endpoint.answerCredentials();
		start("""
				{ options: { endpoint: '/elsewhere', apiKey: 'own', region: 'us', deviceId: 'desk',
				  clientOptions: { rteEnabled: false }, headers: () => ({ Authorization: 'Bearer b' }) } }""");
		assertThat(end()).containsEntry("state", "connected");
		assertThat(calls()).containsExactly("createClient own us {rteEnabled=false}",
				"login {userId=alice, displayName=Alice, deviceId=desk, authToken=t0ken}");
		Request request = this.endpoint.getRequests().get(0);
		assertThat(request.url()).isEqualTo("https://app.example/elsewhere");
		assertThat(request.allHeaders()).containsEntry("authorization", "Bearer b");
	}

	@Test
	void usesTheClientThatIsThere() {
		this.endpoint.answerCredentials();
		navigate();
		this.page.evaluate("start({}); Client.createClient('first', 'sg')");
		assertThat(end()).containsEntry("state", "connected");
		assertThat(calls()).containsExactly("createClient first sg null", LOGIN.formatted("t0ken"));
	}

	@Test
	void sendsTheCsrfTokenOfThePage() {
		this.endpoint.setHead(CSRF);
		this.endpoint.answerCredentials();
		start("{}");
		end();
		assertThat(this.endpoint.getRequests().get(0).allHeaders()).containsEntry("x-csrf", "c5rf");
	}

	@Test
	void sendsTheCsrfTokenOfTheCookieAndTakesOneThatComesWithARefusal() {
		this.endpoint
			.answer(403, "application/problem+json", "{}", Map.of("Set-Cookie", "XSRF-TOKEN=c%5Frf; Path=/; Secure"))
			.answerCredentials();
		start("{}");
		assertThat(end()).containsEntry("state", "connected");
		assertThat(this.endpoint.getRequests()).hasSize(2);
		assertThat(this.endpoint.getRequests().get(1).allHeaders()).containsEntry("x-xsrf-token", "c_rf");
	}

	@ParameterizedTest
	@CsvSource({ "401, not-logged-in", "403, no-csrf-token", "404, no-endpoint", "405, no-endpoint" })
	void endsForGoodWhenItCannotWork(int status, String reason) {
		this.endpoint.answer(status, "{}");
		start("{}");
		assertThat(end()).containsEntry("state", "disconnected").containsEntry("reason", reason);
		assertThat(states()).containsExactly("connecting", "disconnected");
		assertThat(calls()).isEmpty();
		assertThat(this.endpoint.getRequests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "csrf, no-csrf-token", "no-token, forbidden", "cross-site, forbidden" })
	void saysWhatIsMissing(String type, String reason) {
		this.endpoint.setHead(CSRF);
		this.endpoint.answer(403, "application/problem+json", "{\"type\": \"urn:socialplus:problem:" + type + "\"}",
				Map.of());
		start("{}");
		assertThat(end()).containsEntry("state", "disconnected").containsEntry("reason", reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "Forbidden", "null", "{\"type\": \"about:blank\"}", "{\"type\": 5}" })
	void takesAnyOtherRefusalOfARequestWithACsrfTokenAsOneOfTheLogin(String body) {
		this.endpoint.setHead(CSRF);
		this.endpoint.answer(403, body);
		start("{}");
		assertThat(end()).containsEntry("reason", "forbidden");
	}

	@Test
	void saysThatNobodyIsLoggedInWhenThatComesOutWithTheNewCsrfToken() {
		this.endpoint
			.answer(403, "application/problem+json", "{\"type\": \"urn:socialplus:problem:csrf\"}",
					Map.of("Set-Cookie", "XSRF-TOKEN=n3w; Path=/; Secure"))
			.answer(401, "{}");
		start("{}");
		assertThat(end()).containsEntry("reason", "not-logged-in");
		assertThat(this.endpoint.getRequests()).hasSize(2);
	}

	@Test
	void sendsTheCsrfTokenOfAForm() {
		this.endpoint.setHead("<input type=\"hidden\" name=\"_csrf\" value=\"f0rm\">");
		this.endpoint.answerCredentials();
		start("{}");
		end();
		assertThat(this.endpoint.getRequests().get(0).allHeaders()).containsEntry("x-csrf-token", "f0rm");
	}

	@Test
	void findsTheEndpointWhereverTheModuleIs() {
		this.endpoint.answerCredentials();
		navigate();
		this.page.evaluate("prepare()");
		assertThat(this.page.evaluate("import('./assets/chat/socialplus.js')"
				+ ".then(({ connect }) => connect(Client)).then(({ state }) => state)"))
			.isEqualTo("connected");
		assertThat(this.endpoint.getRequests()).singleElement()
			.extracting(Request::url)
			.isEqualTo(FakeEndpoint.CONTEXT + "/api/chat-token");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{} | same-origin", "{ endpoint: '/elsewhere' } | same-origin",
					"{ endpoint: 'https://api.example/token' } | include",
					"{ endpoint: 'https://api.example/token', headers: { authorization: 'Bearer b' } } | omit",
					"{ endpoint: 'https://api.example/token', credentials: 'omit' } | omit" })
	void sendsCookiesToAnotherOriginUnlessThereIsABearerToken(String options, String credentials) {
		navigate();
		assertThat(this.page.evaluate("""
				(() => {
				  let credentials;
				  window.fetch = async (url, init) => {
				    credentials = init.credentials;
				    return new Response('{}', { status: 401 });
				  };
				  return import('./socialplus/socialplus.js')
				    .then(({ connect }) => connect({ onSessionStateChange() { } }, %s)).then(() => credentials);
				})()""".formatted(options))).isEqualTo(credentials);
	}

	@Test
	void neverLogsInAgainAsSomebodyElse() {
		this.endpoint.answerCredentials().answer(200, FakeEndpoint.CREDENTIALS.replace("alice", "bob"));
		start("{}");
		end();
		this.page.evaluate("Client.change('tokenExpired'); Client.change('notLoggedIn')");
		this.page.clock().runFor(1);
		awaitState("disconnected");
		assertThat(connection()).containsEntry("reason", "another-user").containsEntry("userId", "alice");
		assertThat(calls()).containsExactly(CREATE, LOGIN.formatted("t0ken"), "secureLogout");
	}

	@Test
	void neverLogsInAsSomebodyElseAfterAnOutage() {
		this.endpoint.answerCredentials().answer(200, FakeEndpoint.CREDENTIALS.replace("alice", "bob"));
		start("{ client: { logins: [500000] } }");
		awaitState("unavailable");
		awaitAnotherRequest();
		assertThat(end()).containsEntry("reason", "another-user");
		assertThat(calls()).hasSize(2);
	}

	@Test
	void followsNoRedirectToALoginPage() {
		this.endpoint.answer(302, "text/html", "", Map.of("Location", "/login"));
		start("{}");
		assertThat(end()).containsEntry("reason", "not-logged-in");
		assertThat(this.endpoint.getRequests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "503 | {}", "500 | oops", "429 | {}", "408 | {}", "200 | <html></html>",
			"200 | {\"userId\":", "200 | {\"userId\": 5}", "200 | null", "200 | []" })
	void connectsByItselfAfterAnOutage(int status, String body) {
		this.endpoint.answer(status, "application/json", body, Map.of("Retry-After", "5")).answerCredentials();
		start("{}");
		awaitState("unavailable");
		awaitAnotherRequest();
		assertThat(end()).containsEntry("state", "connected");
		assertThat(states()).containsExactly("connecting", "unavailable", "connected");
	}

	@ParameterizedTest
	@ValueSource(strings = { "5", "3600", "Wed, 21 Oct 2026 07:28:00 GMT", "-1", "soon" })
	void looksAgainWithin15SecondsWhateverItIsTold(String retryAfter) {
		this.endpoint.answer(503, "application/json", "{}", Map.of("Retry-After", retryAfter)).answerCredentials();
		start("{}");
		awaitState("unavailable");
		awaitAnotherRequest();
		assertThat(end()).containsEntry("state", "connected");
	}

	@Test
	void connectsByItselfWhenTheApplicationWasNotThereForAWhile() {
		start("{}");
		awaitState("unavailable");
		for (int attempt = 2; attempt < 8; attempt++) {
			awaitAnotherRequest();
		}
		this.endpoint.answerCredentials();
		awaitAnotherRequest();
		assertThat(end()).containsEntry("state", "connected");
		assertThat(states()).containsExactly("connecting", "unavailable", "connected");
	}

	@Test
	void looksAgainAtOnceWhenTheBrowserIsOnlineAgain() {
		start("{}");
		awaitState("unavailable");
		this.endpoint.answerCredentials();
		this.page.evaluate("dispatchEvent(new Event('online'))");
		assertThat(end()).containsEntry("state", "connected");
	}

	@Test
	void logsInAgainOnceWithANewTokenWhenTheFirstIsRefused() {
		this.endpoint.answerCredentials().answerNewToken("n3w");
		start("{ client: { logins: [400100] } }");
		assertThat(end()).containsEntry("state", "connected");
		assertThat(this.endpoint.getRequests()).extracting(Request::postData).containsExactly("{}", "{\"renew\":true}");
		assertThat(calls()).containsExactly(CREATE, LOGIN.formatted("t0ken"), LOGIN.formatted("n3w"));
	}

	@Test
	void waitsWhenTheSecondIsRefusedToo() {
		this.endpoint.answerCredentials().answerNewToken("n3w").answerCredentials();
		start("{ client: { logins: [400100, 400100] } }");
		awaitState("unavailable");
		assertThat(this.endpoint.getRequests()).hasSize(2);
		awaitAnotherRequest();
		assertThat(end()).containsEntry("state", "connected");
	}

	@Test
	void waitsWithoutANewTokenWhenTheLoginFailsOtherwise() {
		this.endpoint.answerCredentials().answerCredentials();
		start("{ client: { logins: [500000] } }");
		awaitState("unavailable");
		awaitAnotherRequest();
		assertThat(end()).containsEntry("state", "connected");
		assertThat(this.endpoint.getRequests()).extracting(Request::postData).containsOnly("{}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "400312", "false" })
	void endsForGoodWhenTheUserIsBanned(String login) {
		this.endpoint.answerCredentials();
		start("{ client: { logins: [" + login + "] } }");
		assertThat(end()).containsEntry("state", "disconnected").containsEntry("reason", "refused");
	}

	@Test
	void saysThatThereIsNoApiKey() {
		this.endpoint.answer(200, "{\"userId\": \"alice\", \"apiKey\": null}");
		start("{}");
		assertThat(end()).containsEntry("reason", "no-api-key");
	}

	@Test
	void needsNoAuthTokenWhileSecureModeIsOff() {
		String credentials = "{\"userId\": \"alice\", \"displayName\": null, \"authToken\": null, "
				+ "\"apiKey\": \"ap1-key\", \"region\": \"eu\"}";
		this.endpoint.answer(200, credentials).answer(200, credentials);
		start("{}");
		end();
		assertThat(renewNow()).isTrue();
		assertThat(calls()).containsExactly(CREATE, "login {userId=alice}", "renew");
	}

	@Test
	void connectsAVisitorAndRenewsWithANewSignature() {
		this.endpoint.answerVisitor("s1gned").answerVisitor("s1gned-again");
		start(VISITOR);
		assertThat(end()).containsEntry("state", "connected").containsEntry("userId", null);
		assertThat(renewNow()).isTrue();
		assertThat(calls()).containsExactly(CREATE,
				"loginAsVisitor {deviceId=visitor-1, authSignature=s1gned, authSignatureExpiresAt=2026-01-01T00:30:00.000Z}",
				"renewWithAuthSignature {authSignature=s1gned-again, authSignatureExpiresAt=2026-01-01T00:30:00.000Z}");
		assertThat(this.endpoint.getRequests()).extracting(Request::url)
			.containsOnly(FakeEndpoint.CONTEXT + "/socialplus/visitor");
	}

	@Test
	void asksForANewSignatureOnceWhenTheFirstIsRefused() {
		this.endpoint.answerVisitor("s1gned").answerVisitor("s1gned-again");
		start("{ options: { visitor: true }, client: { logins: [400100] } }");
		assertThat(end()).containsEntry("state", "connected");
		assertThat(calls()).hasSize(3).element(2).asString().contains("s1gned-again");
	}

	@Test
	void neverRenewsWithTheSignatureOfAnotherVisitor() {
		this.endpoint.answerVisitor("s1gned")
			.answer(200, FakeEndpoint.VISITOR.formatted("s1gned-again").replace("visitor-1", "visitor-2"));
		start(VISITOR);
		end();
		assertThat(renewNow()).isFalse();
		assertThat(end()).containsEntry("reason", "another-user");
		assertThat(calls()).endsWith("secureLogout").hasSize(3);
	}

	@Test
	void isNoVisitorWhileSomebodyIsLoggedIn() {
		this.endpoint.answer(409, "{}");
		start(VISITOR);
		assertThat(end()).containsEntry("state", "disconnected").containsEntry("reason", "logged-in");
		assertThat(calls()).isEmpty();
	}

	@Test
	void aVisitorWaitsWhileThereAreTooMany() {
		this.endpoint.answer(429, "application/problem+json", "{}", Map.of("Retry-After", "5")).answerVisitor("s1gned");
		start(VISITOR);
		awaitState("unavailable");
		awaitAnotherRequest();
		assertThat(end()).containsEntry("state", "connected");
	}

	@Test
	void saysThatTheSdkKnowsNoVisitors() {
		this.endpoint.answerVisitor("s1gned");
		start("{ options: { visitor: true }, client: { visitors: false } }");
		assertThat(end()).containsEntry("state", "disconnected").containsEntry("reason", "no-visitors");
	}

	@Test
	void renewsOnceHoweverOftenItIsAskedAtOnce() {
		this.endpoint.answerCredentials().answerNewToken("n3w");
		start("{}");
		end();
		this.page.evaluate("Client.renewTwiceAtOnce()");
		awaitCall("renewWithAuthToken");
		assertThat(calls()).containsExactly(CREATE, LOGIN.formatted("t0ken"), "renewWithAuthToken n3w");
		assertThat(this.endpoint.getRequests()).extracting(Request::postData).containsExactly("{}", "{\"renew\":true}");
	}

	@Test
	void saysThatThereIsNoTokenForARenewalAndStaysConnected() {
		this.endpoint.answerCredentials().answer(503, "{}");
		start("{}");
		end();
		this.page.evaluate("Client.renewTwiceAtOnce()");
		awaitCall("unableToRetrieveAuthToken");
		assertThat(calls()).containsExactly(CREATE, LOGIN.formatted("t0ken"), "unableToRetrieveAuthToken");
		assertThat(end()).containsEntry("state", "connected");
	}

	@Test
	void renewsWhenAskedTo() {
		this.endpoint.answerCredentials().answerNewToken("n3w").answer(503, "{}");
		start("{}");
		end();
		assertThat(renewNow()).isTrue();
		assertThat(renewNow()).isFalse();
		assertThat(calls()).containsExactly(CREATE, LOGIN.formatted("t0ken"), "renewWithAuthToken n3w");
	}

	@Test
	void leavesNoRejectionOfTheSdkUnhandled() {
		this.endpoint.answerCredentials().answerNewToken("n3w");
		start("{ client: { renewalFails: true } }");
		end();
		assertThat(renewNow()).isFalse();
		assertThat(end()).containsEntry("state", "connected");
	}

	@Test
	void endsTheSessionOfWhoeverIsNotLoggedInAnyMore() {
		this.endpoint.answerCredentials().answer(401, "{}");
		start("{}");
		end();
		this.page.evaluate("Client.renewTwiceAtOnce()");
		awaitState("disconnected");
		awaitCall("secureLogout");
		assertThat(end()).containsEntry("reason", "not-logged-in");
	}

	@Test
	void neverRenewsWithTheTokenOfSomebodyElse() {
		this.endpoint.answerCredentials().answer(200, FakeEndpoint.CREDENTIALS.replace("alice", "bob"));
		start("{}");
		end();
		assertThat(renewNow()).isFalse();
		assertThat(end()).containsEntry("reason", "another-user").containsEntry("userId", "alice");
		assertThat(calls()).containsExactly(CREATE, LOGIN.formatted("t0ken"), "secureLogout");
	}

	@Test
	void logsInAgainWhenTheAccessTokenHasExpired() {
		this.endpoint.answerCredentials().answerNewToken("n3w");
		start("{}");
		end();
		this.page.evaluate("Client.change('tokenExpired'); Client.change('notLoggedIn')");
		this.page.clock().runFor(1);
		this.page.waitForFunction("states.length === 4");
		assertThat(states()).containsExactly("connecting", "connected", "unavailable", "connected");
		assertThat(calls()).endsWith(LOGIN.formatted("n3w"));
	}

	@ParameterizedTest
	@CsvSource({ "terminated, refused", "notLoggedIn, logged-out" })
	void noticesThatTheSdkIsNotConnectedAnyMore(String sdkState, String reason) {
		this.endpoint.answerCredentials();
		start("{}");
		end();
		this.page.evaluate("(state) => Client.change(state)", sdkState);
		assertThat(end()).containsEntry("state", "disconnected").containsEntry("reason", reason);
		assertThat(calls()).hasSize(2);
	}

	@Test
	void revokesTheSessionAtTheLogout() {
		this.endpoint.answerCredentials();
		start("{}");
		end();
		assertThat(this.page.evaluate("connection.disconnect()")).isEqualTo(true);
		assertThat(this.page.evaluate("connection.disconnect()")).isEqualTo(false);
		assertThat(end()).containsEntry("reason", "logged-out");
		assertThat(calls()).endsWith("secureLogout").hasSize(3);
		assertThat(renewNow()).isFalse();
	}

	@Test
	void forgetsTheSessionWhenItCannotBeRevoked() {
		this.endpoint.answerCredentials();
		start("{ client: { logoutFails: true } }");
		end();
		assertThat(this.page.evaluate("connection.disconnect()")).isEqualTo(false);
		assertThat(calls()).endsWith("secureLogout", "logout");
	}

	@Test
	void canBeDisconnectedDuringAnOutage() {
		start("{}");
		awaitState("unavailable");
		this.page.evaluate("connection.disconnect()");
		assertThat(end()).containsEntry("state", "disconnected").containsEntry("reason", "logged-out");
		this.page.clock().runFor(5_000);
		this.page.clock().runFor(5_000);
		assertThat(this.endpoint.getRequests()).hasSize(1);
	}

	private void start(String how) {
		navigate();
		this.page.evaluate("start(" + how + ")");
	}

	private void runExample(String script) {
		navigate();
		this.page.evaluate("prepare()");
		this.page.addScriptTag(new Page.AddScriptTagOptions().setUrl(script).setType("module"));
		this.page.waitForFunction("() => window.connection?.state === 'connected'");
	}

	private void navigate() {
		this.page.navigate(FakeEndpoint.CONTEXT + "/chat");
		this.page.waitForFunction("() => window.start !== undefined");
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> end() {
		return (Map<String, Object>) this.page.evaluate("""
				connecting.then(({ state, reason, userId, displayName, renewsAt }) =>
				  ({ state, reason, userId, displayName, renewsAt: renewsAt?.toISOString() }))""");
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> connection() {
		return (Map<String, Object>) this.page.evaluate("({ reason: connection.reason, userId: connection.userId })");
	}

	private boolean renewNow() {
		return (boolean) this.page.evaluate("connection.renewNow()");
	}

	private void awaitState(String state) {
		this.page.waitForFunction("(state) => states.includes(state)", state);
	}

	private void awaitCall(String name) {
		this.page.waitForFunction("(name) => Client.calls.some((call) => call[0] === name)", name);
	}

	// In steps that are shorter than what a call may take.
	private void awaitAnotherRequest() {
		int requests = this.endpoint.getRequests().size();
		int fetches = fetches();
		for (int seconds = 0; seconds < 15 && fetches() == fetches; seconds++) {
			this.page.clock().runFor(1_000);
		}
		// The page's clock stands still now, but what it has sent may still be on its
		// way.
		this.page.waitForCondition(() -> this.endpoint.getRequests().size() > requests);
	}

	private int fetches() {
		return (int) this.page.evaluate("fetches");
	}

	@SuppressWarnings("unchecked")
	private List<String> states() {
		return (List<String>) this.page.evaluate("states");
	}

	@SuppressWarnings("unchecked")
	private List<String> calls() {
		List<String> calls = new ArrayList<>();
		for (List<Object> call : (List<List<Object>>) this.page.evaluate("Client.calls")) {
			calls.add(String.join(" ", call.stream().map(String::valueOf).toList()));
		}
		return calls;
	}

}
