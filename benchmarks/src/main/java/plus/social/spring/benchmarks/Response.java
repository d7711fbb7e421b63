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

package plus.social.spring.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * HTTP response to a request.
 *
 * @param status the status, or 0 if the connection broke or there was no response in time
 * @param head the status line and headers
 * @param body the body
 */
record Response(int status, String head, String body) {

	static final Response NONE = new Response(0, "", "");

	private static final String END_OF_HEAD = "\r\n\r\n";

	/**
	 * Parse a response.
	 * @param received the data received so far
	 * @return the response, or {@code null} if it is incomplete
	 */
	static @Nullable Response read(String received) {
		int end = received.indexOf(END_OF_HEAD);
		if (end == -1) {
			return null;
		}
		Response response = new Response(Integer.parseInt(received.substring(9, 12)), received.substring(0, end + 2),
				received.substring(end + END_OF_HEAD.length()));
		return response.isComplete() ? response : null;
	}

	private boolean isComplete() {
		if (header("transfer-encoding") != null) {
			return this.body.endsWith("0\r\n\r\n");
		}
		String length = header("content-length");
		return length == null || this.body.length() >= Integer.parseInt(length);
	}

	@Nullable String header(String name) {
		for (int line = this.head.indexOf("\r\n"); line != -1; line = this.head.indexOf("\r\n", line + 2)) {
			int value = line + 2 + name.length() + 2;
			if (this.head.regionMatches(true, line + 2, name + ": ", 0, name.length() + 2)) {
				return this.head.substring(value, this.head.indexOf("\r\n", value));
			}
		}
		return null;
	}

	/**
	 * Return whether this is the response to a successful login.
	 * @return {@code true} if it redirects to a page other than the error page
	 */
	boolean isLogin() {
		String location = header("location");
		return this.status == 302 && location != null && !location.endsWith("error");
	}

	/**
	 * Return the session cookie.
	 * @return the name and value of the cookie, or {@code null} if there is none
	 */
	@Nullable String cookie() {
		String cookie = header("set-cookie");
		return (cookie != null) ? cookie.split(";", 2)[0] : null;
	}

}
