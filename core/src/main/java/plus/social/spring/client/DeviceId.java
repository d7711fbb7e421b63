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
 * Makes the device id of a session that this backend creates. The same user and purpose
 * on the same instance have the same one, so that a new session ends the one before it
 * instead of leaving it alive for 30 days; no two others share one, since that would end
 * a session that is in use. It is a hash, as user ids are personal data and purposes may
 * be of any length.
 */
final class DeviceId {

	private static final String PREFIX = "spring-";

	private DeviceId() {
	}

	static String of(String instanceId, String purpose, String userId) {
		MessageDigest digest = sha256();
		// With their lengths, so that no part can go on in the next one.
		for (String part : new String[] { instanceId, purpose, userId }) {
			byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
			digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
			digest.update(bytes);
		}
		return PREFIX + HexFormat.of().formatHex(digest.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

}
