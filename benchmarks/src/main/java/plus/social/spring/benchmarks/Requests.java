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

	static String get(String path, String cookie) {
		return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n\r\n";
	}

}
