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

package plus.social.spring.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Factory for user ids that contain the source of a name.
 * <p>
 * Different pairs of source and name never have the same id. The part before the first
 * colon is the source, unless a tilde follows the colon: then the id depends on a hash of
 * both. A name that begins with a tilde is always hashed.
 */
final class QualifiedId {

	private static final char SEPARATOR = ':';

	private static final char HASHED = '~';

	/**
	 * Length of the hash in characters of 6 bits each: 132 bits.
	 */
	private static final int HASH_LENGTH = 22;

	private static final int LABEL_LENGTH = SocialPlusUser.MAX_ID_LENGTH - HASH_LENGTH - 2;

	private QualifiedId() {
	}

	static String of(String source, String name) {
		UserText.checkId(source);
		UserText.checkId(name);
		String id = source + SEPARATOR + name;
		if (id.length() <= SocialPlusUser.MAX_ID_LENGTH && source.indexOf(SEPARATOR) < 0 && name.charAt(0) != HASHED) {
			return id;
		}
		return label(source) + SEPARATOR + HASHED + hash(source + '\n' + name);
	}

	// For readability only: the hash makes the id unique.
	private static String label(String source) {
		String label = source.replaceFirst("https?://", "");
		int end = label.indexOf(SEPARATOR);
		label = (end > 0) ? label.substring(0, end) : label.replace(SEPARATOR, '-');
		return (label.length() <= LABEL_LENGTH) ? label : label.substring(0,
				Character.isHighSurrogate(label.charAt(LABEL_LENGTH - 1)) ? LABEL_LENGTH - 1 : LABEL_LENGTH);
	}

	private static String hash(String text) {
		return Base64.getUrlEncoder().encodeToString(sha256(text)).substring(0, HASH_LENGTH);
	}

	static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
