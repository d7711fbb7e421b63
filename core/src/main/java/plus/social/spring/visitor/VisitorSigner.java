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

package plus.social.spring.visitor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Signs the logins of anonymous visitors. A visitor is a browser's session: its device id
 * is made here and kept there, so that nothing which a browser says lets it in as another
 * visitor.
 *
 * @since 0.1.0
 */
public final class VisitorSigner {

	/**
	 * The session attribute with the device id, a plain string.
	 */
	public static final String DEVICE_ID = "SOCIALPLUS_VISITOR_DEVICE_ID";

	/**
	 * How long a signature is accepted. The SDK asks for the next one in time, so there
	 * is no need for the hour that is usual at most.
	 */
	public static final Duration TIME_TO_LIVE = Duration.ofMinutes(30);

	private static final String PREFIX = "visitor-";

	private static final Pattern VALID = Pattern.compile(PREFIX + "[0-9a-f-]{36}");

	/**
	 * As JavaScript prints a date, so that it is the same after whatever a client does
	 * with it.
	 */
	private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String ALGORITHM = "HmacSHA256";

	private final SecretKey secret;

	private final VisitorRateLimiter rateLimit;

	private final Clock clock;

	/**
	 * Create a signer.
	 * @param secret the network's visitor secret
	 * @param maxPerSecond most logins that are signed in a second, over five seconds
	 * @param clock the clock that signatures age by
	 */
	public VisitorSigner(String secret, int maxPerSecond, Clock clock) {
		Assert.hasText(secret, "Visitor secret must not be empty");
		Assert.isTrue(maxPerSecond > 0, "'maxPerSecond' must be positive");
		Assert.notNull(clock, "'clock' must not be null");
		this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
		this.rateLimit = new VisitorRateLimiter(maxPerSecond, clock);
		this.clock = clock;
	}

	/**
	 * Return the device id that a session has.
	 * @param attribute the value of the session's attribute, if any
	 * @return the device id, or {@code null} if there is none
	 */
	public @Nullable String readDeviceId(@Nullable Object attribute) {
		return (attribute instanceof String deviceId && VALID.matcher(deviceId).matches()) ? deviceId : null;
	}

	/**
	 * Return a device id for a session that has none.
	 * @return a device id that nobody else has and nobody can guess
	 */
	public String newDeviceId() {
		return PREFIX + UUID.randomUUID();
	}

	/**
	 * Count a visitor who asks for a signature.
	 * @param deviceId the device id in their session, or {@code null} if it has none yet
	 * @return how long they have to wait, or {@code null} if they do not
	 */
	public @Nullable Duration admit(@Nullable String deviceId) {
		return this.rateLimit.admit(deviceId);
	}

	/**
	 * Sign a visitor's login.
	 * @param deviceId the device id in their session
	 * @return the signature
	 */
	public VisitorSignature sign(String deviceId) {
		String expiresAt = INSTANT.format(this.clock.instant().plus(TIME_TO_LIVE));
		String text = "deviceId=" + deviceId + "&authSignatureExpiresAt=" + expiresAt;
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.secret);
			byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
			return new VisitorSignature(deviceId, HexFormat.of().formatHex(signature), expiresAt);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JVM has " + ALGORITHM, ex);
		}
	}

}
