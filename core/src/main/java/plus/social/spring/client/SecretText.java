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
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The text of a secret that is sent in a header. Printed as {@code ***}.
 */
final class SecretText {

	private final String value;

	private SecretText(String value) {
		this.value = value;
	}

	/**
	 * Return the secret with the given text.
	 * @param name the name of the secret for messages, such as {@code Server key}
	 * @param maxLength maximum number of characters
	 * @param value the text: visible ASCII characters, and optionally one line break at
	 * its end, which is dropped
	 * @return the secret
	 * @throws IllegalArgumentException if it is not valid; the message does not contain
	 * it
	 */
	static SecretText of(String name, int maxLength, String value) {
		Assert.notNull(value, () -> name + " must not be null");
		String text = withoutLineBreak(value);
		Assert.isTrue(!text.isEmpty(), () -> name + " must not be empty");
		Assert.isTrue(text.length() <= maxLength,
				() -> name + " must have at most " + maxLength + " characters, but has " + text.length());
		Assert.isTrue(text.chars().allMatch((c) -> c > ' ' && c < 0x7F),
				() -> name + " must contain visible ASCII characters only: no line break or space");
		return new SecretText(text);
	}

	private static String withoutLineBreak(String value) {
		if (value.endsWith("\r\n")) {
			return value.substring(0, value.length() - 2);
		}
		return value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
	}

	/**
	 * Return the secret, for a header of a request or a file, and nothing else.
	 * @return the secret
	 */
	String getValue() {
		return this.value;
	}

	/**
	 * Return the begin of the secret's hash, to compare secrets without showing them.
	 * Eight digits tell two secrets apart, and are too few to find one by.
	 * @return the first eight digits of the SHA-256 in hexadecimal notation
	 */
	String getFingerprint() {
		byte[] hash = DeviceId.sha256().digest(this.value.getBytes(StandardCharsets.US_ASCII));
		return HexFormat.of().formatHex(hash, 0, 4);
	}

	/**
	 * Return whether a text contains the secret and therefore must not be shown.
	 * @param text the text
	 * @return whether the text contains the secret
	 */
	boolean isContainedIn(String text) {
		Assert.notNull(text, "'text' must not be null");
		return text.contains(this.value);
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof SecretText other && this.value.equals(other.value);
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
