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
 * How a server answers a request.
 */
@FunctionalInterface
interface Behaviour {

	/**
	 * A token, as Social Plus gives it.
	 */
	Behaviour TOKEN = (exchange) -> exchange.answer(200, "text/plain", exchange.mint());

	/**
	 * Answer a request.
	 * @param exchange the request and the connection that it came on
	 * @throws IOException if the client is gone
	 */
	void answer(Exchange exchange) throws IOException;

	/**
	 * An answer with this status.
	 */
	static Behaviour status(int status, String... headers) {
		return (exchange) -> exchange.answer(status, "application/json",
				"{\"status\":\"error\",\"code\":" + status + "000,\"message\":\"A fault of the test\"}", headers);
	}

	/**
	 * A token, unless the request has this server key.
	 */
	static Behaviour refusing(String serverKey) {
		Behaviour refusal = status(401);
		return (exchange) -> {
			boolean refused = exchange.getServerKey().equals(Canary.secret(serverKey));
			(refused ? refusal : TOKEN).answer(exchange);
		};
	}

	/**
	 * A body with status 200 that is made of a token.
	 */
	static Behaviour body(String contentType, String format) {
		return (exchange) -> exchange.answer(200, contentType, format.formatted(exchange.mint()));
	}

	/**
	 * A text as it is, made of a token, and then nothing more.
	 */
	static Behaviour raw(String format) {
		return (exchange) -> exchange.write(format.formatted(exchange.mint()));
	}

	/**
	 * Do one thing after the other.
	 */
	default Behaviour then(Behaviour next) {
		return (exchange) -> {
			answer(exchange);
			next.answer(exchange);
		};
	}

	/**
	 * Do this for the second request on the first connection, which the client has kept,
	 * and give a token otherwise.
	 */
	default Behaviour onReuse() {
		return (exchange) -> {
			boolean reused = exchange.getConnection() == 1 && exchange.getNumber() == 2;
			(reused ? this : TOKEN).answer(exchange);
		};
	}

	/**
	 * Do this after the first token, while the connection is idle.
	 */
	default Behaviour whileIdle() {
		return (exchange) -> {
			TOKEN.answer(exchange);
			if (exchange.getConnection() == 1) {
				answer(exchange);
			}
		};
	}

}
