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

import reactor.core.publisher.Mono;

/**
 * The I/O half of the client. An answer with any status is an answer; what fails is the
 * exchange.
 */
interface HttpTransport extends AutoCloseable {

	/**
	 * Most bytes of an answer's body, unless a call says otherwise. A token has at most
	 * 100; this leaves room for the JSON of an error.
	 */
	int MAX_BODY_SIZE = 4096;

	/**
	 * Send a call, once per subscription, without blocking.
	 * @param call the call
	 * @return its answer, or an error for a broken exchange or a body of more bytes than
	 * the call takes
	 */
	default Mono<HttpAnswer> send(HttpCall call) {
		return send(call, () -> {
		});
	}

	/**
	 * Send a call as {@link #send(HttpCall)} does.
	 * @param call the call
	 * @param onSent run when the call has its connection and is sent
	 * @return its answer or an error
	 */
	Mono<HttpAnswer> send(HttpCall call, Runnable onSent);

	/**
	 * Load and start, on the calling thread, what the first call would otherwise wait
	 * for.
	 */
	void warmUp();

	@Override
	void close();

}
