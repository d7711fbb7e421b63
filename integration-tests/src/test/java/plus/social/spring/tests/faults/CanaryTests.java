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
import java.util.Base64;
import java.util.HexFormat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.MDC;
import plus.social.spring.tests.Stack;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a secret which comes out is found, wherever it does.
 */
@Faults
class CanaryTests {

	private static final String SECRET = Canary.secret("of-this-test");

	private final Log log = LogFactory.getLog(CanaryTests.class);

	@AfterEach
	void nothingElseIsThere() {
		assertThat(Canary.takeFound()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plus.social.spring.client", "reactor.netty.http.client", "io.netty.handler",
			"org.springframework.security", "io.github.resilience4j" })
	void aSecretIsFoundAtTheMostDetailedLevel(String logger) {
		LogFactory.getLog(logger).trace("key=" + SECRET);
		assertFound("log " + logger + " at TRACE");
	}

	@Test
	void aSecretIsFoundInAnArgumentThatIsNotWritten() {
		Logger logger = org.slf4j.LoggerFactory.getLogger(CanaryTests.class);
		logger.debug("nothing", SECRET);
		assertFound("argument");
	}

	@Test
	void aSecretIsFoundInTheContextOfAMessage() {
		try (MDC.MDCCloseable key = MDC.putCloseable("key", SECRET)) {
			this.log.debug("nothing");
		}
		assertFound("MDC key");
	}

	@Test
	void aSecretIsFoundInCausesAndSuppressedExceptions() {
		this.log.debug("nothing", new IllegalStateException("a", new IllegalStateException(SECRET)));
		assertFound("exception");
		IllegalStateException failure = new IllegalStateException("a");
		failure.addSuppressed(new IllegalStateException(SECRET));
		this.log.debug("nothing", failure);
		assertFound("exception");
	}

	@Test
	void aSecretIsFoundInOtherWriting() {
		byte[] bytes = SECRET.getBytes(StandardCharsets.US_ASCII);
		this.log.debug(HexFormat.of().formatHex(bytes));
		assertFound("log");
		for (String before : new String[] { "", "u", "us" }) {
			this.log
				.debug(Base64.getEncoder().encodeToString((before + ":" + SECRET).getBytes(StandardCharsets.US_ASCII)));
			assertFound("log");
		}
		for (int i = 0; i < 16; i++) {
			this.log.debug(ByteBufUtil
				.prettyHexDump(Unpooled.copiedBuffer("x".repeat(i) + SECRET, StandardCharsets.US_ASCII)));
			assertFound("log");
		}
	}

	@Test
	void aSecretIsFoundOnTheConsole() {
		byte[] line = (SECRET + "\n").getBytes(StandardCharsets.US_ASCII);
		System.out.write(line, 0, line.length);
		assertFound("standard output");
	}

	@Test
	void aSecretIsFoundInTheLogOfTomcat() {
		java.util.logging.Logger.getLogger("org.apache.coyote.http11").finest(SECRET);
		assertFound("org.apache.coyote");
	}

	@ParameterizedTest
	@EnumSource
	void aSecretIsFoundOnAPageOfTheActuator(Stack stack) {
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = FaultStack.start(stack, server, "info.key=" + SECRET)) {
			new CanaryPages(application).scan();
		}
		assertFound("/actuator/info");
	}

	@ParameterizedTest
	@EnumSource
	void whoWritesWhileATokenIsFetchedIsHeard(Stack stack) {
		Canary.forgetPlaces();
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = FaultStack.start(stack, server)) {
			Browser browser = application.newBrowser();
			browser.logIn("alice");
			assertThat(browser.get("/token/obtain").body()).endsWith(" of alice");
		}
		assertThat(Canary.getPlaces()).anyMatch((place) -> place.startsWith("log reactor.netty.http.client."))
			.anyMatch((place) -> place.startsWith("log io.netty."))
			.anyMatch((place) -> place.startsWith("log org.springframework.security."));
	}

	private static void assertFound(String place) {
		assertThat(Canary.takeFound()).anyMatch((found) -> found.contains(place));
	}

}
