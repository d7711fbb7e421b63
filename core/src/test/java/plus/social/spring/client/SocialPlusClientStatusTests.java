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

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plus.social.spring.client.SocialPlusClientStatus.CircuitState;
import plus.social.spring.client.SocialPlusClientStatus.Failure;
import plus.social.spring.client.SocialPlusClientStatus.Key;
import plus.social.spring.client.SocialPlusClientStatus.KeyRole;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link SocialPlusClientStatus}.
 */
class SocialPlusClientStatusTests {

	private static final String GOOD = "g00d-key-canary";

	private static final String BAD = "0ld-key-canary";

	private final MutableClock clock = new MutableClock();

	private final List<ServerKey> keys = new ArrayList<>(List.of(ServerKey.of(GOOD)));

	private Function<HttpRequest, Mono<HttpResponse>> socialPlus = ScriptedTransport.accepting(GOOD);

	private final ScriptedTransport transport = new ScriptedTransport((request) -> this.socialPlus.apply(request));

	private final SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusRegion.EU.getBaseUrl(),
			() -> List.copyOf(this.keys), SocialPlusClientSettings.defaults(), this.clock, (tls) -> this.transport);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void aNewClientKnowsItsKeysAndNothingElse() {
		SocialPlusClientStatus status = this.client.getStatus();
		assertThat(status.baseUrl()).hasHost("apix.eu.amity.co");
		assertThat(status.circuit()).isEqualTo(CircuitState.CLOSED);
		assertThat(status.problem()).isNull();
		assertThat(status.lastSuccess()).isNull();
		assertThat(status.failingSince()).isNull();
		assertThat(status.calls().issued()).isZero();
		assertThat(status.calls().failed()).isEmpty();
		assertThat(status.serverKeys()).singleElement()
			.isEqualTo(new Key(KeyRole.CURRENT, "10fc00f5", false, null, null));
		assertThat(status.clientCertificates()).isEmpty();
		assertThat(this.transport.getCalls()).as("calls").isEmpty();
	}

	@Test
	void aTokenIsASuccessAndProvesItsKey() {
		issue("alice");
		SocialPlusClientStatus status = this.client.getStatus();
		assertThat(status.lastSuccess()).isEqualTo(MutableClock.START);
		assertThat(status.calls().issued()).isOne();
		assertThat(status.serverKeys()).singleElement().extracting(Key::accepted).isEqualTo(true);
	}

	@Test
	void thePreviousKeyIsTheOneThatWorks() {
		this.keys.add(0, ServerKey.of(BAD));
		issue("alice");
		assertThat(this.client.getStatus().serverKeys()).extracting(Key::role, Key::accepted)
			.containsExactly(tuple(KeyRole.CURRENT, false), tuple(KeyRole.PREVIOUS, true));
		assertThat(this.client.getStatus().problem()).isNull();
	}

	@Test
	void aRefusedKeyIsAProblemUntilThereIsAnother() {
		this.keys.set(0, ServerKey.of(BAD));
		issue("alice");
		this.clock.advance(Duration.ofSeconds(1));
		issue("bob");
		SocialPlusClientStatus status = this.client.getStatus();
		assertThat(status.problem()).isNotNull();
		assertThat(status.problem().reason()).isEqualTo(Reason.SERVER_KEY_REFUSED);
		assertThat(status.problem().message()).contains("Console");
		assertThat(status.failingSince()).isEqualTo(MutableClock.START);
		assertThat(status.calls().failed()).containsExactly(entry(Reason.SERVER_KEY_REFUSED, 1L));
		assertThat(status.calls().shortCircuited()).isOne();
		this.keys.set(0, ServerKey.of(GOOD));
		assertThat(this.client.getStatus().problem()).isNull();
		issue("carol");
		assertThat(this.client.getStatus().failingSince()).isNull();
	}

	@Test
	void secureModeThatIsOffIsAProblem() {
		this.socialPlus = (request) -> ScriptedTransport.status(403);
		issue("alice");
		assertThat(this.client.getStatus().problem()).isNotNull()
			.satisfies((problem) -> assertThat(problem.reason()).isEqualTo(Reason.SECURE_MODE_OFF));
	}

	@Test
	void aMissingKeyIsAProblemWithoutACall() {
		this.keys.clear();
		SocialPlusClientStatus status = this.client.getStatus();
		assertThat(status.problem()).isNotNull()
			.satisfies((problem) -> assertThat(problem.reason()).isEqualTo(Reason.SERVER_KEY_MISSING));
		assertThat(status.serverKeys()).isEmpty();
	}

	@Test
	void anExpiredCertificateIsAProblemBeforeAnyCall() {
		this.client.setTls(TestTls.client("client"));
		assertThat(this.client.getStatus().clientCertificates()).singleElement().satisfies((certificate) -> {
			assertThat(certificate.subject()).isEqualTo("CN=client");
			assertThat(certificate.serialNumber())
				.isEqualTo(TestCertificates.certificate("client").getSerialNumber().toString(16));
			this.clock
				.advance(Duration.between(MutableClock.START, certificate.expiresAt()).plus(Duration.ofSeconds(1)));
		});
		assertThat(this.client.getStatus().problem()).isNotNull()
			.satisfies((problem) -> assertThat(problem.reason()).isEqualTo(Reason.CLIENT_CERTIFICATE_INVALID));
		assertThat(this.transport.getCalls()).as("calls").isEmpty();
	}

	@Test
	void anOutageIsNoProblemForAnOperator() {
		issue("alice");
		this.socialPlus = (request) -> Mono.error(new ConnectException());
		this.clock.advance(Duration.ofMinutes(2));
		for (int i = 0; i < 30; i++) {
			issue("user-" + i);
		}
		SocialPlusClientStatus status = this.client.getStatus();
		assertThat(status.circuit()).isEqualTo(CircuitState.OPEN);
		assertThat(status.problem()).isNull();
		assertThat(status.lastSuccess()).isEqualTo(MutableClock.START);
		assertThat(status.failingSince()).isEqualTo(MutableClock.START.plus(Duration.ofMinutes(2)));
		assertThat(status.lastFailure()).isNotNull();
		assertThat(status.lastFailure().reason()).isEqualTo(Reason.CONNECTION_FAILED);
		assertThat(status.calls().shortCircuited()).isPositive();
		long failed = status.calls().failed().get(Reason.CONNECTION_FAILED);
		assertThat(failed + status.calls().shortCircuited()).isEqualTo(30);
	}

	@Test
	void oneRefusedUserIsNoFailureOfAll() {
		this.socialPlus = (request) -> ScriptedTransport.status(422);
		issue("mallory");
		SocialPlusClientStatus status = this.client.getStatus();
		assertThat(status.problem()).isNull();
		assertThat(status.failingSince()).isNull();
		assertThat(status.lastFailure()).isNull();
		assertThat(status.lastUserFailure()).extracting(Failure::reason).isEqualTo(Reason.USER_REFUSED);
		assertThat(status.toString()).doesNotContain("mallory");
	}

	@Test
	void aProviderThatFailsIsAProblemAndNoException() {
		SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusRegion.EU.getBaseUrl(), () -> {
			throw new IllegalStateException(GOOD);
		}, SocialPlusClientSettings.defaults(), this.clock, (tls) -> this.transport);
		assertThat(client.getStatus().problem()).isNotNull();
		assertThat(client.getStatus().toString()).doesNotContain(GOOD);
		client.close();
	}

	@Test
	void containsNoKey() {
		this.keys.add(ServerKey.of(BAD));
		issue("alice");
		assertThat(this.client.getStatus().toString()).doesNotContain(GOOD).doesNotContain(BAD);
	}

	private void issue(String user) {
		this.client.issueToken(SocialPlusUser.of(user))
			.onErrorResume(SocialPlusException.class, (ex) -> Mono.empty())
			.block();
	}

}
