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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests of virtual users.
 */
final class Requests {

	private static final AtomicInteger users = new AtomicInteger();

	private Requests() {
	}

	/**
	 * Return the name of a new user.
	 * @return a name that has not been used before
	 */
	static String newUser() {
		return "user" + users.incrementAndGet();
	}

	static String logIn(String user) {
		String form = "username=" + user + "&password=demo";
		return "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
				+ "Content-Length: " + form.length() + "\r\n\r\n" + form;
	}

	static String get(String path) {
		return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
	}

	static String get(String path, String cookie) {
		return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n\r\n";
	}

	static String getWithPassword(String path, String user) {
		String credentials = Base64.getEncoder().encodeToString((user + ":demo").getBytes(StandardCharsets.US_ASCII));
		return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + credentials + "\r\n\r\n";
	}

	static String post(String path, String cookie) {
		return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\nContent-Length: 0\r\n\r\n";
	}

}
