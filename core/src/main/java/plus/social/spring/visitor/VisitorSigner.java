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
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Signer for the logins of anonymous visitors. A visitor is an HTTP session: its device
 * id is generated here and kept in the session, so that no request can log in as another
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
	 * Lifetime of a signature. The SDK requests the next one in time, so it can be
	 * shorter than the usual maximum of an hour.
	 */
	public static final Duration TIME_TO_LIVE = Duration.ofMinutes(30);

	private static final String PREFIX = "visitor-";

	private static final Pattern VALID = Pattern.compile(PREFIX + "[0-9a-f-]{36}");

	/**
	 * The format in which JavaScript prints a date, so that a client that parses and
	 * prints it does not change it.
	 */
	private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String ALGORITHM = "HmacSHA256";

	/**
	 * Minimum length of the secret. Fewer visible ASCII characters (6.55 bits each at
	 * most) cannot have the 112 bits that NIST SP 800-131A Rev. 2, section 10, requires
	 * of an HMAC key. A single signature allows an offline search for the secret.
	 */
	private static final int MIN_SECRET_LENGTH = 18;

	/**
	 * Minimum number of different characters in the secret. A random one of
	 * {@value #MIN_SECRET_LENGTH} hexadecimal digits has fewer in about one of 300,000
	 * cases.
	 */
	private static final int MIN_DIFFERENT_CHARACTERS = 6;

	private final SecretKey secret;

	private final VisitorRateLimiter rateLimiter;

	private final LongAdder signed = new LongAdder();

	private final LongAdder limited = new LongAdder();

	private final Clock clock;

	/**
	 * Create a signer.
	 * @param secret the network's visitor secret
	 * @param maxPerSecond maximum number of new visitors' logins to sign per second, over
	 * five seconds
	 * @param clock the clock that determines the expiry of signatures
	 * @throws IllegalArgumentException if the secret is invalid or too weak; the message
	 * does not contain it
	 */
	public VisitorSigner(String secret, int maxPerSecond, Clock clock) {
		checkSecret(secret);
		Assert.isTrue(maxPerSecond > 0, "'maxPerSecond' must be positive");
		Assert.notNull(clock, "'clock' must not be null");
		this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
		this.rateLimiter = new VisitorRateLimiter(maxPerSecond, clock);
		this.clock = clock;
	}

	/**
	 * Check that a secret is valid and not too weak.
	 * @param secret the secret
	 * @throws IllegalArgumentException if it is not; the message does not contain it
	 */
	public static void checkSecret(String secret) {
		Assert.hasLength(secret, "Visitor secret must not be empty");
		Assert.isTrue(secret.chars().allMatch((c) -> c > ' ' && c < 0x7F),
				"Visitor secret must contain visible ASCII characters only: no line break or space, not even at its end");
		Assert.isTrue(secret.length() >= MIN_SECRET_LENGTH, () -> "Visitor secret must have at least "
				+ MIN_SECRET_LENGTH + " characters, or a single signature allows an offline search for it");
		Assert.isTrue(!isRepeated(secret) && secret.chars().distinct().count() >= MIN_DIFFERENT_CHARACTERS,
				"Visitor secret must not repeat a few characters, or a single signature allows an offline search for it");
	}

	private static boolean isRepeated(String secret) {
		return (secret + secret).indexOf(secret, 1) < secret.length();
	}

	/**
	 * Return the device id of a session.
	 * @param attribute the value of the session attribute, if any
	 * @return the device id, or {@code null} if there is no valid one
	 */
	public @Nullable String readDeviceId(@Nullable Object attribute) {
		return (attribute instanceof String deviceId && VALID.matcher(deviceId).matches()) ? deviceId : null;
	}

	/**
	 * Generate a device id for a session without one.
	 * @return a unique device id that cannot be guessed
	 */
	public String newDeviceId() {
		return PREFIX + UUID.randomUUID();
	}

	/**
	 * Acquire a permission to sign a visitor's login. A known visitor has a limit of
	 * their own; all new visitors share one.
	 * @param deviceId the device id in the session, or {@code null} if it has none yet
	 * @return how long to wait, or {@code null} if permitted
	 */
	public @Nullable Duration tryAcquire(@Nullable String deviceId) {
		Duration wait = this.rateLimiter.tryAcquire(deviceId);
		if (wait != null) {
			this.limited.increment();
		}
		return wait;
	}

	/**
	 * Return the number of signed logins.
	 * @return the number since the start
	 */
	public long getSignedCount() {
		return this.signed.sum();
	}

	/**
	 * Return the number of logins that were not signed because of the rate limit.
	 * @return the number since the start
	 */
	public long getLimitedCount() {
		return this.limited.sum();
	}

	/**
	 * Sign a visitor's login.
	 * @param deviceId the device id in the session
	 * @return the signed login
	 */
	public VisitorSignature sign(String deviceId) {
		String expiresAt = INSTANT.format(this.clock.instant().plus(TIME_TO_LIVE));
		String text = "deviceId=" + deviceId + "&authSignatureExpiresAt=" + expiresAt;
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.secret);
			byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
			this.signed.increment();
			return new VisitorSignature(deviceId, HexFormat.of().formatHex(signature), expiresAt);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JVM has " + ALGORITHM, ex);
		}
	}

}
