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

package plus.social.spring.boot.test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies the signatures of visitors' logins.
 */
final class VisitorSignatures {

	private static final String ALGORITHM = "HmacSHA256";

	private final Clock clock;

	private final String secret;

	VisitorSignatures(Clock clock, String secret) {
		this.clock = clock;
		this.secret = secret;
	}

	String secret() {
		return this.secret;
	}

	boolean accepts(String deviceId, String signature, String expiresAt) {
		byte[] expected = sign("deviceId=" + deviceId + "&authSignatureExpiresAt=" + expiresAt);
		return MessageDigest.isEqual(HexFormat.of().parseHex(signature), expected) && isInFuture(expiresAt);
	}

	private boolean isInFuture(String instant) {
		try {
			return this.clock.instant().isBefore(Instant.parse(instant));
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private byte[] sign(String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(this.secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JVM has " + ALGORITHM, ex);
		}
	}

}
