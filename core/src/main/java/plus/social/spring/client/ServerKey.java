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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The secret that authorizes issuing auth tokens. Printed as {@code ***}.
 *
 * @since 0.1.0
 */
public final class ServerKey {

	/**
	 * Maximum length of a server key in characters, as documented by Social Plus.
	 */
	public static final int MAX_LENGTH = 150;

	private final String value;

	private ServerKey(String value) {
		this.value = value;
	}

	/**
	 * Return the server key with the given text.
	 * @param value the key as shown in the Console: 1 to {@value #MAX_LENGTH} visible
	 * ASCII characters; one trailing line break, which most secret files end with, is
	 * dropped
	 * @return the server key
	 * @throws IllegalArgumentException if it is not a valid key; the message does not
	 * contain it
	 */
	public static ServerKey of(String value) {
		Assert.notNull(value, "Server key must not be null");
		String key = withoutLineBreak(value);
		Assert.isTrue(!key.isEmpty(), "Server key must not be empty");
		Assert.isTrue(key.length() <= MAX_LENGTH,
				() -> "Server key must have at most " + MAX_LENGTH + " characters, but has " + key.length());
		Assert.isTrue(key.chars().allMatch((c) -> c > ' ' && c < 0x7F),
				"Server key must contain visible ASCII characters only: no line break or space");
		return new ServerKey(key);
	}

	private static String withoutLineBreak(String value) {
		if (value.endsWith("\r\n")) {
			return value.substring(0, value.length() - 2);
		}
		return value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
	}

	/**
	 * Return the key, for the header of a request and nothing else.
	 * @return the key
	 */
	String getValue() {
		return this.value;
	}

	/**
	 * Return the begin of the key's hash, to compare keys without showing them. Eight
	 * digits tell two keys apart, and are too few to find a key by.
	 * @return the first eight digits of the SHA-256 in hexadecimal notation
	 */
	String getFingerprint() {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(this.value.getBytes(StandardCharsets.US_ASCII));
			return HexFormat.of().formatHex(hash, 0, 4);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Return whether a text contains the key and therefore must not be shown.
	 * @param text the text
	 * @return whether the text contains the key
	 */
	public boolean isContainedIn(String text) {
		Assert.notNull(text, "'text' must not be null");
		return text.contains(this.value);
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof ServerKey other && this.value.equals(other.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return "***";
	}

}
