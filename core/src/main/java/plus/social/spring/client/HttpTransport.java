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
 * Transport of HTTP requests. A response with any status is a result; only a failed
 * exchange is an error.
 */
interface HttpTransport extends AutoCloseable {

	/**
	 * Default for the maximum number of bytes in the body of a response. A token has at
	 * most 100; this leaves room for the JSON of an error.
	 */
	int MAX_BODY_SIZE = 4096;

	/**
	 * Send a request, once per subscription, without blocking.
	 * @param request the request
	 * @return the response, or an error for a failed exchange or a body that is too large
	 */
	default Mono<HttpResponse> send(HttpRequest request) {
		return send(request, () -> {
		});
	}

	/**
	 * Send a request as {@link #send(HttpRequest)} does.
	 * @param request the request
	 * @param onSent called when the request has its connection and is sent
	 * @return the response or an error
	 */
	Mono<HttpResponse> send(HttpRequest request, Runnable onSent);

	/**
	 * Load and start everything that the first call needs, on the calling thread.
	 */
	void warmUp();

	@Override
	void close();

}
