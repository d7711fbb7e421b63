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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import plus.social.spring.log.LogThrottle;

/**
 * Warns once a day about a client certificate that expires within 30 days, the time ahead
 * of expiry at which Social Plus asks for a renewal.
 */
final class CertificateExpiryLog {

	static final Duration WARN_BEFORE = Duration.ofDays(30);

	private static final Duration INTERVAL = Duration.ofDays(1);

	private static final int MAX_CERTIFICATES = 10;

	private static final Log logger = LogFactory.getLog(CertificateExpiryLog.class);

	private final Clock clock;

	private final LogThrottle warnings;

	CertificateExpiryLog(Clock clock) {
		this.clock = clock;
		this.warnings = new LogThrottle(clock, INTERVAL, MAX_CERTIFICATES);
	}

	/**
	 * Check the certificate.
	 * @param tls the TLS settings with the certificate
	 */
	void check(SocialPlusTls tls) {
		Instant now = this.clock.instant();
		Instant expiresAt = tls.getExpiresAt();
		if (expiresAt != null && expiresAt.isBefore(now.plus(WARN_BEFORE))
				&& this.warnings.tryAcquire(expiresAt.toString())) {
			logger.warn("The client certificate for Social Plus " + (now.isAfter(expiresAt) ? "expired" : "expires")
					+ " at " + expiresAt
					+ ". Create the next one in the Console, Settings > Security, and install it: two may be active"
					+ " at once, so no call is lost.");
		}
	}

}
