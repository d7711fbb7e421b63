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

/**
 * Bodies that do not end as they should.
 */
final class Bodies {

	private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

	private static final int DRIP_MILLIS = 50;

	/**
	 * A head that promises twice as much as there comes.
	 */
	static final Behaviour HALF = (exchange) -> {
		String token = exchange.mint();
		exchange.write(HEAD + "Content-Length: " + 2 * token.length() + "\r\n\r\n" + token);
	};

	private Bodies() {
	}

	static void drip(Exchange exchange) throws IOException {
		String token = exchange.mint() + "x".repeat(1000);
		exchange.write(HEAD + "Content-Length: " + token.length() + "\r\n\r\n");
		for (char c : token.toCharArray()) {
			exchange.write(String.valueOf(c));
			exchange.wait(DRIP_MILLIS);
		}
	}

	static void huge(Exchange exchange) throws IOException {
		String body = exchange.mint().repeat(20_000);
		exchange.answer(200, "text/plain", body);
	}

	static void endless(Exchange exchange) throws IOException {
		exchange.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
		String token = exchange.mint();
		while (true) {
			exchange.write(Integer.toHexString(token.length()) + "\r\n" + token + "\r\n");
		}
	}

	static void overLong(Exchange exchange) throws IOException {
		String token = exchange.mint();
		exchange.answer(200, "text/plain", token + "x".repeat(101 - token.length()));
	}

}
