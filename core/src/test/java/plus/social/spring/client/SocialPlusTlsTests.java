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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import plus.social.spring.LogCapture;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link SocialPlusTls} and {@link CertificateExpiryLog}.
 */
class SocialPlusTlsTests {

	private static final SocialPlusTls TLS = TestTls.client("client");

	private static final Instant NOT_BEFORE = TestCertificates.certificate("client").getNotBefore().toInstant();

	private static final Instant NOT_AFTER = TestCertificates.certificate("client").getNotAfter().toInstant();

	@Test
	void theDefaultsHaveNoClientCertificateThatCouldBeInvalid() {
		assertThat(SocialPlusTls.defaults().getExpiresAt()).isNull();
		assertThatNoException().isThrownBy(() -> SocialPlusTls.defaults().checkClientCertificate(Instant.MAX));
	}

	@Test
	void aClientCertificateIsValidFromItsFirstMomentToItsLast() {
		assertThatNoException().isThrownBy(() -> TLS.checkClientCertificate(NOT_BEFORE));
		assertThatNoException().isThrownBy(() -> TLS.checkClientCertificate(NOT_AFTER));
		assertInvalid(NOT_BEFORE.minusMillis(1), "is not valid before " + NOT_BEFORE);
		assertInvalid(NOT_AFTER.plusMillis(1), "expired at " + NOT_AFTER);
	}

	@Test
	void oneValidCertificateOfSeveralIsEnough() {
		SocialPlusTls both = SocialPlusTls.defaults()
			.withClientCertificate(TestCertificates.keys("client"),
					List.of(TestCertificates.certificate("expired-client"), TestCertificates.certificate("client")));
		assertThatNoException().isThrownBy(() -> both.checkClientCertificate(NOT_BEFORE));
		assertThat(both.getExpiresAt()).isEqualTo(NOT_AFTER);
	}

	@Test
	void printsNoKey() {
		assertThat(TLS).hasToString("SocialPlusTls[clientCertificates=1, expiresAt=" + NOT_AFTER + "]");
	}

	@Test
	void warnsOnceADayFromThirtyDaysBeforeTheEnd() {
		MutableClock clock = new MutableClock();
		CertificateExpiryLog expiryLog = new CertificateExpiryLog(clock);
		try (LogCapture log = new LogCapture(CertificateExpiryLog.class.getName(), Level.WARN)) {
			clock.advance(Duration.between(clock.instant(), NOT_AFTER.minus(Duration.ofDays(31))));
			expiryLog.check(TLS);
			assertThat(log.messages(Level.WARN)).isEmpty();
			clock.advance(Duration.ofDays(1).plusSeconds(1));
			expiryLog.check(TLS);
			expiryLog.check(TLS);
			assertThat(log.messages(Level.WARN)).singleElement()
				.asString()
				.contains("expires at " + NOT_AFTER)
				.contains("Settings > Security");
			clock.advance(Duration.ofDays(1));
			expiryLog.check(TLS);
			assertThat(log.messages(Level.WARN)).hasSize(2);
			clock.advance(Duration.ofDays(30));
			expiryLog.check(TLS);
			assertThat(log.messages(Level.WARN)).hasSize(3).last().asString().contains("expired at " + NOT_AFTER);
		}
	}

	@Test
	void anotherCertificateIsNotSilencedByTheFirst() {
		MutableClock clock = new MutableClock();
		CertificateExpiryLog expiryLog = new CertificateExpiryLog(clock);
		try (LogCapture log = new LogCapture(CertificateExpiryLog.class.getName(), Level.WARN)) {
			clock.advance(Duration.between(clock.instant(), NOT_AFTER.minus(Duration.ofDays(29))));
			expiryLog.check(SocialPlusTls.defaults());
			expiryLog.check(TLS);
			assertThat(log.messages(Level.WARN)).hasSize(1);
			expiryLog.check(TestTls.client("expired-client"));
			expiryLog.check(TLS);
			assertThat(log.messages(Level.WARN)).hasSize(2).last().asString().contains("expired at");
		}
	}

	private static void assertInvalid(Instant now, String problem) {
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> TLS.checkClientCertificate(now))
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.CLIENT_CERTIFICATE_INVALID));
	}

}
