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

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request to Social Plus. Not a record, which would print its headers: they contain
 * secrets.
 */
final class HttpRequest {

	private final String method;

	private final URI uri;

	private final Map<String, String> headers;

	private final byte[] body;

	private int maxResponseSize = HttpTransport.MAX_BODY_SIZE;

	private boolean hedgeable = true;

	private boolean retryable = true;

	private @Nullable Runnable listener;

	/**
	 * Create a {@code POST} request.
	 * @param uri the URI
	 * @param headers the headers
	 * @param body the body
	 */
	HttpRequest(URI uri, Map<String, String> headers, byte[] body) {
		this("POST", uri, headers, body);
	}

	/**
	 * Create a request.
	 * @param method the method
	 * @param uri the URI
	 * @param headers the headers
	 * @param body the body; an empty one is not sent
	 */
	HttpRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
		this.method = method;
		this.uri = uri;
		this.headers = Map.copyOf(headers);
		this.body = body;
	}

	/**
	 * Return the same request with another bound on its response.
	 * @param maxResponseSize maximum number of bytes in the body of the response
	 * @return a request with that bound
	 */
	HttpRequest withMaxResponseSize(int maxResponseSize) {
		HttpRequest request = copy();
		request.maxResponseSize = maxResponseSize;
		return request;
	}

	/**
	 * Return the same request without hedging: no second attempt begins while the first
	 * is in progress, since the attempt that Social Plus sees last undoes the other.
	 * @return a request with sequential attempts
	 */
	HttpRequest withoutHedging() {
		HttpRequest request = copy();
		request.hedgeable = false;
		return request;
	}

	/**
	 * Return the same request without a second attempt.
	 * @return a request with one attempt, or another one on a new connection if the first
	 * was stale
	 */
	HttpRequest withoutRetry() {
		HttpRequest request = copy();
		request.retryable = false;
		return request;
	}

	/**
	 * Return the same request with a listener for its attempts.
	 * @param listener called before each attempt
	 * @return a request with that listener
	 */
	HttpRequest withListener(Runnable listener) {
		HttpRequest request = copy();
		request.listener = listener;
		return request;
	}

	/**
	 * Return the same request with further headers.
	 * @param further the headers to add
	 * @return a request with these headers
	 */
	HttpRequest withHeaders(Map<String, String> further) {
		Map<String, String> all = new HashMap<>(further);
		all.putAll(this.headers);
		return copy(all);
	}

	private HttpRequest copy() {
		return copy(this.headers);
	}

	private HttpRequest copy(Map<String, String> headers) {
		HttpRequest request = new HttpRequest(this.method, this.uri, headers, this.body);
		request.maxResponseSize = this.maxResponseSize;
		request.hedgeable = this.hedgeable;
		request.retryable = this.retryable;
		request.listener = this.listener;
		return request;
	}

	String getMethod() {
		return this.method;
	}

	URI getUri() {
		return this.uri;
	}

	Map<String, String> getHeaders() {
		return this.headers;
	}

	byte[] getBody() {
		return this.body;
	}

	int getMaxResponseSize() {
		return this.maxResponseSize;
	}

	/**
	 * Record that an attempt begins.
	 */
	void attempted() {
		Runnable listener = this.listener;
		if (listener != null) {
			listener.run();
		}
	}

	boolean isHedgeable() {
		return this.hedgeable;
	}

	boolean isRetryable() {
		return this.retryable;
	}

}
