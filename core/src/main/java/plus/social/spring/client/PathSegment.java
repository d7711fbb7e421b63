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
import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Encodes a user id as a path segment. An id is rejected if a proxy that decodes paths,
 * as nginx does for {@code proxy_pass} with a path, would turn the call into another one:
 * {@code ../../../v3/posts/123} into a call that deletes a post, and {@code alice;x} into
 * one about {@code alice}.
 */
final class PathSegment {

	/**
	 * Characters that end a segment or the path once decoded, and sequences that a second
	 * decoding would change.
	 */
	private static final Pattern UNSAFE = Pattern.compile("[/\\\\;?#]|%[0-9A-Fa-f]{2}");

	private static final Set<String> DOT_SEGMENTS = Set.of(".", "..");

	private PathSegment() {
	}

	/**
	 * Encode a user id.
	 * @param userId the user id
	 * @return the segment, with all but RFC 3986's unreserved characters encoded
	 * @throws SocialPlusException if the id is unsafe in a path; the message does not
	 * contain it
	 */
	static String encode(String userId) {
		// Some servers also map compatibility characters, such as a fullwidth slash, to
		// their plain equivalents.
		if (isUnsafe(userId) || isUnsafe(Normalizer.normalize(userId, Normalizer.Form.NFKC))) {
			throw new SocialPlusException(Reason.USER_REFUSED,
					"A user id with '/', '\\', ';', '?', '#' or an encoded character, or of dots only, is not allowed in a path:"
							+ " a proxy may turn the call into another one");
		}
		StringBuilder segment = new StringBuilder();
		for (byte octet : userId.getBytes(StandardCharsets.UTF_8)) {
			char c = (char) (octet & 0xFF);
			segment.append(isUnreserved(c) ? String.valueOf(c) : "%%%02X".formatted((int) c));
		}
		return segment.toString();
	}

	private static boolean isUnsafe(String userId) {
		return UNSAFE.matcher(userId).find() || DOT_SEGMENTS.contains(userId.strip());
	}

	private static boolean isUnreserved(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
	}

}
