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

package plus.social.spring.client;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocialPlusAccessTokenClient}.
 */
class SocialPlusAccessTokenClientTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final SocialPlusAccessToken TOKEN = new SocialPlusAccessToken("alice", "acce55", Instant.EPOCH,
			Instant.EPOCH);

	private static final String SESSION = "{\"accessToken\":\"acce55\",\"issuedAt\":\"2026-01-01T00:00:00Z\","
			+ "\"expiresAt\":\"2026-01-31T00:00:00Z\",\"users\":[{\"userId\":\"alice\"}]}";

	private ScriptedTransport transport = new ScriptedTransport(SocialPlusAccessTokenClientTests::answer);

	private final SocialPlusTokenClient tokenClient = new SocialPlusTokenClient(
			SocialPlusBaseUrl.of("https://apix.eu.amity.co"), () -> List.of(ServerKey.of("k3y")),
			SocialPlusClientSettings.defaults(), Clock.systemUTC(), (tls) -> this.transport);

	@Test
	void aSessionIsCreatedWithANewAuthToken() {
		assertThat(client("ap1", null, true).issueAccessToken(ALICE, "mail").block()).isNotNull()
			.extracting(SocialPlusAccessToken::getTokenValue)
			.isEqualTo("acce55");
		assertThat(paths()).containsExactly("/api/v4/authentication/token", "/api/v5/sessions");
		assertThat(body(1)).contains("\"authToken\":\"t0ken\"")
			.contains("\"deviceId\":\"" + DeviceId.of("node", "mail", "alice") + "\"");
	}

	@Test
	void whileSecureModeIsOffNoneIsNeeded() {
		client("ap1", null, false).issueAccessToken(ALICE, "mail").block();
		assertThat(paths()).containsExactly("/api/v5/sessions");
		assertThat(body(0)).doesNotContain("authToken");
	}

	@Test
	void aTokenIsVerifiedAndRevoked() {
		SocialPlusAccessTokenClient client = client(null, null, true);
		assertThat(client.verify(TOKEN).block()).isTrue();
		client.revoke(TOKEN).block();
		assertThat(this.transport.getCalls()).extracting(HttpRequest::getMethod).containsExactly("GET", "DELETE");
	}

	@Test
	void allOfAUsersAreRevokedWithTheAdminToken() {
		client(null, "adm1n", true).revokeAll(ALICE).block();
		assertThat(paths()).containsExactly("/api/v4/sessions/users/alice");
	}

	@Test
	void withoutAKeyThereIsNoCall() {
		SocialPlusAccessTokenClient client = client(null, null, true);
		assertReason(client.issueAccessToken(ALICE, "mail"), Reason.API_KEY_MISSING);
		assertReason(client.revokeAll(ALICE), Reason.ADMIN_TOKEN_MISSING);
		assertThat(this.transport.getCalls()).isEmpty();
	}

	@Test
	void eachSubscriptionIsOneCall() {
		Mono<Void> revoke = client(null, null, true).revoke(TOKEN);
		assertThat(this.transport.getCalls()).isEmpty();
		revoke.block();
		revoke.block();
		assertThat(this.transport.getCalls()).hasSize(2);
	}

	@Test
	void aRefusedAdminTokenIsLookedUpAgain() {
		RenewedToken provider = new RenewedToken();
		this.transport = new ScriptedTransport(accepting("n3w"));
		SocialPlusAccessTokenClient client = client(provider);
		client.revokeAll(ALICE).block();
		assertThat(authorizations()).containsExactly("Bearer 0ld", "Bearer n3w");
		client.revokeAll(ALICE).block();
		assertThat(authorizations()).last().isEqualTo("Bearer n3w");
		assertThat(provider.refreshes).isOne();
		assertThat(status(client).accepted()).isTrue();
		assertThat(status(client).problem()).isNull();
	}

	@Test
	void whileThereIsNoOtherTheRefusalIsReported() {
		this.transport = new ScriptedTransport(accepting("n3w"));
		AdminToken canary = AdminToken.of("canary");
		SocialPlusAccessTokenClient client = client(() -> canary);
		for (int i = 0; i < 2; i++) {
			assertReason(client.revokeAll(ALICE), Reason.CREDENTIALS_REFUSED);
		}
		assertThat(authorizations()).hasSize(2);
		assertThat(status(client).accepted()).isFalse();
		assertThat(status(client).problem()).contains("refused (401)").doesNotContain("canary");
		assertThat(status(client).fingerprint()).isEqualTo(canary.getFingerprint());
		assertThat(status(client).toString()).doesNotContain("canary");
	}

	@Test
	void theRefusalOfOneUserIsNotThatOfTheToken() {
		this.transport = new ScriptedTransport((call) -> Mono.just(new HttpResponse(403, "application/json", null, true,
				"{\"status\":\"error\",\"code\":400312}".getBytes(StandardCharsets.UTF_8))));
		SocialPlusAccessTokenClient client = client(() -> AdminToken.of("canary"));
		assertReason(client.revokeAll(ALICE), Reason.USER_BANNED);
		assertThat(authorizations()).hasSize(1);
		assertThat(status(client).problem()).isNull();
	}

	@Test
	void aProviderThatFailsIsReportedWithoutItsMessage() {
		SocialPlusAccessTokenClient client = client(() -> {
			throw new IllegalStateException("canary");
		});
		assertReason(client.revokeAll(ALICE), Reason.ADMIN_TOKEN_MISSING);
		assertThat(status(client).problem()).contains("IllegalStateException").doesNotContain("canary");
		assertThat(this.transport.getCalls()).isEmpty();
	}

	@Test
	void aTokenThatHasExpiredIsAProblem() {
		Instant end = Instant.now().plusSeconds(3600);
		assertThat(status(client(() -> AdminToken.of("x").withExpiresAt(end))))
			.isEqualTo(new SocialPlusAdminTokenStatus(AdminToken.of("x").getFingerprint(), end, false, null));
		assertThat(status(client(() -> AdminToken.of("x").withExpiresAt(Instant.EPOCH))).problem())
			.contains("expired at 1970-01-01T00:00:00Z");
	}

	@Test
	void withoutAdminTokenThereIsNoStatus() {
		assertThat(client(null, null, true).getAdminTokenStatus()).isNull();
	}

	@Test
	void settingsRefuseWhatCannotBeSent() {
		assertThat(new SocialPlusAccessTokenSettings("ap1", "node", true).toString()).contains("node");
		assertThatIllegalArgumentException().isThrownBy(() -> new SocialPlusAccessTokenSettings("a b", "x", true))
			.withMessageStartingWith("API key");
	}

	private SocialPlusAccessTokenClient client(SocialPlusAdminTokenProvider provider) {
		return new SocialPlusAccessTokenClient(this.tokenClient, new SocialPlusAccessTokenSettings(null, "node", true),
				provider);
	}

	private static SocialPlusAdminTokenStatus status(SocialPlusAccessTokenClient client) {
		SocialPlusAdminTokenStatus status = client.getAdminTokenStatus();
		assertThat(status).isNotNull();
		return status;
	}

	private List<String> authorizations() {
		return this.transport.getCalls().stream().map((call) -> call.getHeaders().get("Authorization")).toList();
	}

	private static Function<HttpRequest, Mono<HttpResponse>> accepting(String adminToken) {
		return (call) -> ("Bearer " + adminToken).equals(call.getHeaders().get("Authorization")) ? answer(call)
				: ScriptedTransport.status(401);
	}

	private SocialPlusAccessTokenClient client(@Nullable String apiKey, @Nullable String adminToken,
			boolean secureMode) {
		return new SocialPlusAccessTokenClient(this.tokenClient,
				new SocialPlusAccessTokenSettings(apiKey, "node", secureMode),
				() -> (adminToken != null) ? AdminToken.of(adminToken) : null);
	}

	private static Mono<HttpResponse> answer(HttpRequest call) {
		if (call.getUri().getPath().equals(AuthTokenRequest.PATH)) {
			return ScriptedTransport.status(200);
		}
		return Mono
			.just(new HttpResponse(200, "application/json", null, true, SESSION.getBytes(StandardCharsets.UTF_8)));
	}

	private List<String> paths() {
		return this.transport.getCalls().stream().map((call) -> call.getUri().getPath()).toList();
	}

	private String body(int call) {
		return new String(this.transport.getCalls().get(call).getBody(), StandardCharsets.UTF_8);
	}

	private static void assertReason(Mono<?> call, Reason reason) {
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(call::block)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(reason));
	}

	private static final class RenewedToken implements SocialPlusAdminTokenProvider {

		private AdminToken token = AdminToken.of("0ld");

		private int refreshes;

		@Override
		public AdminToken getAdminToken() {
			return this.token;
		}

		@Override
		public void refresh() {
			this.refreshes++;
			this.token = AdminToken.of("n3w");
		}

	}

}
