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

package plus.social.spring.tests.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request for a token, as it arrives.
 *
 * @param serverKey the server key that it came with
 * @param userId who the token is for
 */
record TokenRequest(String serverKey, String userId) {

	private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)\r\n");

	private static final Pattern SERVER_KEY = Pattern.compile("(?i)x-server-key: *([^\r\n]*)\r\n");

	private static final Pattern USER_ID = Pattern.compile("\\{\"userId\":\"([^\"]+)\"}");

	/**
	 * Read the next request of a connection, or {@code null} when there is none.
	 */
	static TokenRequest read(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") == -1) {
			int read = in.read();
			if (read == -1) {
				return null;
			}
			head.append((char) read);
		}
		int length = Integer.parseInt(find(LENGTH, head, "0"));
		String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
		return new TokenRequest(find(SERVER_KEY, head, ""), find(USER_ID, body, ""));
	}

	private static String find(Pattern pattern, CharSequence text, String otherwise) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? matcher.group(1) : otherwise;
	}

}
