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

	private final ScriptedTransport transport = new ScriptedTransport(SocialPlusAccessTokenClientTests::answer);

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
	void settingsPrintNoSecretAndRefuseWhatCannotBeSent() {
		assertThat(new SocialPlusAccessTokenSettings("ap1", "canary", "node", true).toString()).contains("node")
			.doesNotContain("canary");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SocialPlusAccessTokenSettings(null, "can\nary", "x", true))
			.withMessageStartingWith("Admin token")
			.withMessageNotContaining("ary");
		assertThatIllegalArgumentException().isThrownBy(() -> new SocialPlusAccessTokenSettings("a b", null, "x", true))
			.withMessageStartingWith("API key");
	}

	private SocialPlusAccessTokenClient client(@Nullable String apiKey, @Nullable String adminToken,
			boolean secureMode) {
		return new SocialPlusAccessTokenClient(this.tokenClient,
				new SocialPlusAccessTokenSettings(apiKey, adminToken, "node", secureMode));
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

}
