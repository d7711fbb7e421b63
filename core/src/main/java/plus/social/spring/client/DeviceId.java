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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Factory for the device ids of access tokens that this backend requests. The same user,
 * purpose and instance have the same id, so that a new token replaces the previous one
 * instead of leaving it valid for 30 days. No others share it, since that would revoke a
 * token in use. It is a hash, as user ids are personal data and purposes can have any
 * length.
 */
final class DeviceId {

	private static final String PREFIX = "spring-";

	private DeviceId() {
	}

	static String of(String instanceId, String purpose, String userId) {
		MessageDigest digest = sha256();
		// With their lengths, so that the boundaries between parts are unambiguous.
		for (String part : new String[] { instanceId, purpose, userId }) {
			byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
			digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
			digest.update(bytes);
		}
		return PREFIX + HexFormat.of().formatHex(digest.digest());
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

}
