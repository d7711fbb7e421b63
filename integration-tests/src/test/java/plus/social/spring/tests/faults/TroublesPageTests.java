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

package plus.social.spring.tests.faults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.boot.test.SocialPlusFault;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.tests.Stack;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.tests.faults.TroublesPage.OperatorOutput;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an operator sees what {@code docs/troubles.md} shows, on either stack.
 */
@Faults
class TroublesPageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final List<String> USERS = List.of("alice", "bob", "carol", "dave", "erika");

	@ParameterizedTest
	@EnumSource
	void allIsWell(Stack stack) {
		try (EmulatorUpstream emulator = EmulatorUpstream.create();
				OperatorView view = view(emulator);
				TestApplication application = FaultStack.start(stack, emulator)) {
			application.newBrowser().logIn("alice");
			assertShows("well", view, application, stack);
		}
	}

	@ParameterizedTest
	@EnumSource
	void theServerKeyIsWrong(Stack stack) {
		try (EmulatorUpstream emulator = EmulatorUpstream.withOtherKey();
				OperatorView view = view(emulator);
				TestApplication application = FaultStack.start(stack, emulator)) {
			application.newBrowser().logIn("alice");
			assertShows("wrong-key", view, application, stack);
		}
	}

	@ParameterizedTest
	@EnumSource
	void theClientCertificateExpiresSoon(Stack stack) {
		try (TlsUpstream upstream = TlsUpstream.withClient("expiring-client");
				OperatorView view = view("expiring-client");
				TestApplication application = FaultStack.start(stack, upstream)) {
			application.newBrowser().logIn("alice");
			assertThat(upstream.getTokens("alice")).hasSize(1);
			assertShows("expiring-certificate", view, application, stack);
		}
	}

	@ParameterizedTest
	@EnumSource
	void theClientCertificateHasExpired(Stack stack) {
		try (TlsUpstream upstream = TlsUpstream.withClient("expired-client");
				OperatorView view = view("expired-client");
				TestApplication application = FaultStack.start(stack, upstream)) {
			application.newBrowser().logIn("alice");
			assertThat(upstream.getCalls()).isZero();
			assertShows("expired-certificate", view, application, stack);
		}
	}

	@ParameterizedTest
	@EnumSource
	void socialPlusIsDownAndBackAgain(Stack stack) {
		try (EmulatorUpstream emulator = EmulatorUpstream.create();
				OperatorView view = view(emulator);
				TestApplication application = FaultStack.start(stack, emulator)) {
			emulator.getEmulator().fail(SocialPlusFault.SERVICE_UNAVAILABLE);
			USERS.forEach((user) -> application.newBrowser().logIn(user));
			assertShows("outage", view, application, stack);
			view.forgetLog();
			emulator.getEmulator().recover();
			application.getBean(SocialPlusTokenClient.class).verify(SocialPlusUser.of("tester")).block(PATIENCE);
			application.newBrowser().logIn("frank");
			assertShows("outage-over", view, application, stack);
		}
	}

	@ParameterizedTest
	@EnumSource
	void oneUserIsRefused(Stack stack) {
		try (EmulatorUpstream emulator = EmulatorUpstream.create();
				OperatorView view = view(emulator);
				TestApplication application = FaultStack.start(stack, emulator)) {
			emulator.getEmulator()
				.getWireMock()
				.stubFor(WireMock.any(WireMock.anyUrl())
					.withRequestBody(WireMock.containing("mallory"))
					.willReturn(WireMock.jsonResponse("{\"status\":\"error\",\"code\":400312}", 403)));
			application.newBrowser().logIn("alice");
			application.newBrowser().logIn("mallory");
			assertShows("one-user", view, application, stack);
		}
	}

	@Test
	void everyBlockOfThePageIsWritten() {
		assertThat(TroublesPage.troubles()).containsExactly("well", "wrong-key", "expiring-certificate",
				"expired-certificate", "outage", "outage-over", "one-user");
	}

	private static OperatorView view(EmulatorUpstream emulator) {
		return new OperatorView(Map.of(fingerprint(emulator.getEmulator().getServerKey()), "5f2c91ab"));
	}

	private static OperatorView view(String certificate) {
		String serialNumber = TestCertificates.certificate(certificate).getSerialNumber().toString(16);
		return new OperatorView(Map.of(serialNumber, "3c1f0a7be5d24986"));
	}

	private static String fingerprint(String serverKey) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(serverKey.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 4);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// Some of it is recorded after the response to the login. One stack writes the page,
	// and both compare.
	private static void assertShows(String trouble, OperatorView view, TestApplication application, Stack stack) {
		assertThat(TroublesPage.outputs(trouble)).isNotEmpty().allSatisfy((output) -> {
			if (TroublesPage.WRITING && stack == Stack.SERVLET) {
				TroublesPage.write(trouble, output, show(view, application, output));
			}
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(show(view, application, output)).as("%s of %s", output, trouble)
					.isEqualTo(TroublesPage.block(trouble, output)));
		});
	}

	private static String show(OperatorView view, TestApplication application, OperatorOutput output) {
		String block = output.format(view.show(application, output));
		Canary.scan("docs/troubles.md", block);
		assertThat(block).doesNotContain(USERS).doesNotContain("mallory", "frank");
		return block;
	}

}
