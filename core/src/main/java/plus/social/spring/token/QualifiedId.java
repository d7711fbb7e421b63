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
 * Makes user ids that carry the source of a name.
 * <p>
 * Different pairs of a source and a name never make the same id: up to the first colon an
 * id has the source, unless what follows begins with a tilde, which the name of a long
 * form never does, and then it depends on a hash of both.
 */
final class QualifiedId {

	private static final char SEPARATOR = ':';

	private static final char HASHED = '~';

	/**
	 * Characters of a hash, of 6 bits each: 132 bits.
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

	// For people only: what makes the id unique is the hash.
	private static String label(String source) {
		String label = source.replaceFirst("https?://", "");
		int end = label.indexOf(SEPARATOR);
		label = (end > 0) ? label.substring(0, end) : label.replace(SEPARATOR, '-');
		return (label.length() <= LABEL_LENGTH) ? label : label.substring(0,
				Character.isHighSurrogate(label.charAt(LABEL_LENGTH - 1)) ? LABEL_LENGTH - 1 : LABEL_LENGTH);
	}

	private static String hash(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().encodeToString(hash).substring(0, HASH_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
