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

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import io.netty.channel.ConnectTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import plus.social.spring.client.SocialPlusVerification.Outcome;
import plus.social.spring.client.SocialPlusVerification.Step;
import plus.social.spring.client.SocialPlusVerification.StepResult;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusTokenClient#verify}.
 */
class SocialPlusVerificationTests {

	private static final String KEY = "g00d-key-canary";

	private static final SocialPlusUser TESTER = SocialPlusUser.of("user-canary");

	private final MutableClock clock = new MutableClock();

	private final List<ServerKey> keys = new ArrayList<>(List.of(ServerKey.of(KEY)));

	private Function<HttpRequest, Mono<HttpResponse>> socialPlus = (request) -> ScriptedTransport.status(200);

	private final ScriptedTransport transport = new ScriptedTransport((request) -> this.socialPlus.apply(request));

	private final SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusRegion.EU.getBaseUrl(),
			() -> List.copyOf(this.keys), SocialPlusClientSettings.defaults(), this.clock, (tls) -> this.transport);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void everyStepPasses() {
		SocialPlusVerification verification = verify();
		assertThat(verification.successful()).isTrue();
		assertThat(verification.steps()).extracting(StepResult::step).containsExactly(Step.values());
		assertThat(verification.steps()).extracting(StepResult::outcome).containsOnly(Outcome.PASSED);
		assertThat(detail(verification, Step.RESOLVED)).isEqualTo("apix.eu.amity.co");
		assertThat(detail(verification, Step.SECURED)).isEqualTo("no client certificate");
		assertThat(detail(verification, Step.KEY_ACCEPTED)).isEqualTo("current key 10fc00f5");
		assertThat(this.transport.getCalls()).hasSize(1);
	}

	@Test
	void theCertificateInUseIsNamed() {
		this.client.setTls(TestTls.client("client"));
		this.clock.advance(
				Duration.between(MutableClock.START, TestCertificates.certificate("client").getNotBefore().toInstant())
					.plusDays(1));
		assertThat(detail(verify(), Step.SECURED)).startsWith("client certificate CN=client, serial number "
				+ TestCertificates.certificate("client").getSerialNumber().toString(16));
	}

	static Stream<Arguments> failures() {
		return Stream.of(Arguments.of(new UnknownHostException("canary"), Step.RESOLVED),
				Arguments.of(new ConnectException("canary"), Step.CONNECTED),
				Arguments.of(new ConnectTimeoutException("canary"), Step.CONNECTED),
				Arguments.of(new SSLHandshakeException("canary"), Step.SECURED),
				Arguments.of(new IOException("canary"), Step.ANSWERED),
				Arguments.of(new TimeoutException("canary"), Step.ANSWERED));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aConnectionFailsAtItsStep(Exception failure, Step step) {
		this.socialPlus = (request) -> Mono.error(failure);
		assertFailedAt(verify(), step);
	}

	@ParameterizedTest
	@CsvSource({ "500,ANSWERED", "302,ANSWERED", "401,KEY_ACCEPTED", "403,TOKEN_ISSUED", "422,TOKEN_ISSUED",
			"429,TOKEN_ISSUED" })
	void aResponseFailsAtItsStep(int status, Step step) {
		this.socialPlus = (request) -> ScriptedTransport.status(status);
		assertFailedAt(verify(), step);
	}

	@Test
	void aMissingKeyIsNotConfigured() {
		this.keys.clear();
		assertFailedAt(verify(), Step.CONFIGURED);
		assertThat(this.transport.getCalls()).isEmpty();
	}

	@Test
	void anExpiredCertificateIsNotConfigured() {
		this.client.setTls(TestTls.client("client"));
		this.clock.advance(Duration.ofDays(800));
		assertFailedAt(verify(), Step.CONFIGURED);
		assertThat(this.transport.getCalls()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void everyReasonHasAStep(Reason reason) {
		SocialPlusVerification verification = VerificationSteps.of(new SocialPlusException(reason, "Failed"),
				(step) -> null);
		assertThat(verification.successful()).isFalse();
		assertThat(verification.steps()).filteredOn((step) -> step.outcome() == Outcome.FAILED).hasSize(1);
	}

	@Test
	void aSuccessEndsABackOff() {
		this.socialPlus = (request) -> ScriptedTransport.status(403);
		this.client.issueToken(TESTER).onErrorResume((ex) -> Mono.empty()).block();
		this.socialPlus = (request) -> ScriptedTransport.status(200);
		assertThat(this.client.getStatus().problem()).isNotNull();
		assertThat(verify().successful()).isTrue();
		assertThat(this.client.getStatus().problem()).isNull();
		assertThat(this.client.getStatus().failingSince()).isNull();
		assertThat(this.client.issueToken(SocialPlusUser.of("alice")).block()).isNotNull();
	}

	@Test
	void aFailureChangesNothingForUsers() {
		this.socialPlus = (request) -> ScriptedTransport.status(401);
		verify();
		this.socialPlus = (request) -> ScriptedTransport.status(200);
		assertThat(this.client.issueToken(SocialPlusUser.of("alice")).block()).isNotNull();
	}

	private SocialPlusVerification verify() {
		SocialPlusVerification verification = this.client.verify(TESTER).block();
		assertThat(verification.toString()).doesNotContain("canary").doesNotContain("t0ken");
		return verification;
	}

	private static String detail(SocialPlusVerification verification, Step step) {
		return verification.steps().get(step.ordinal()).detail();
	}

	private static void assertFailedAt(SocialPlusVerification verification, Step failed) {
		assertThat(verification.successful()).isFalse();
		assertThat(verification.steps()).allSatisfy((result) -> {
			int order = result.step().compareTo(failed);
			assertThat(result.outcome())
				.isEqualTo((order < 0) ? Outcome.PASSED : (order == 0) ? Outcome.FAILED : Outcome.NOT_REACHED);
			assertThat(result.step() == failed).isEqualTo(result.outcome() == Outcome.FAILED);
		});
		assertThat(detail(verification, failed)).isNotBlank();
	}

}
