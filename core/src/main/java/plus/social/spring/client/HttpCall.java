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
import java.util.Map;

/**
 * What a transport sends. Its headers hold secrets, so it is not a record, which would
 * print them.
 */
final class HttpCall {

	private final String method;

	private final URI uri;

	private final Map<String, String> headers;

	private final byte[] body;

	private int maxAnswerSize = HttpTransport.MAX_BODY_SIZE;

	private boolean joinable = true;

	private boolean retryable = true;

	/**
	 * Create a {@code POST}.
	 * @param uri where it goes
	 * @param headers its headers
	 * @param body its body
	 */
	HttpCall(URI uri, Map<String, String> headers, byte[] body) {
		this("POST", uri, headers, body);
	}

	/**
	 * Create a call.
	 * @param method its method
	 * @param uri where it goes
	 * @param headers its headers
	 * @param body its body; nothing is sent of an empty one
	 */
	HttpCall(String method, URI uri, Map<String, String> headers, byte[] body) {
		this.method = method;
		this.uri = uri;
		this.headers = Map.copyOf(headers);
		this.body = body;
	}

	/**
	 * Return the same call with another bound on its answer.
	 * @param maxAnswerSize most bytes of the answer's body
	 * @return a call with that bound
	 */
	HttpCall withMaxAnswerSize(int maxAnswerSize) {
		HttpCall call = copy();
		call.maxAnswerSize = maxAnswerSize;
		return call;
	}

	/**
	 * Return the same call for which no second attempt may begin while the first is under
	 * way, since whichever Social Plus sees last undoes the other.
	 * @return a call whose attempts come one after the other
	 */
	HttpCall notJoinable() {
		HttpCall call = copy();
		call.joinable = false;
		return call;
	}

	/**
	 * Return the same call for which no second attempt is made.
	 * @return a call with one attempt, or another one on a new connection if the first
	 * was stale
	 */
	HttpCall notRetryable() {
		HttpCall call = copy();
		call.retryable = false;
		return call;
	}

	private HttpCall copy() {
		HttpCall call = new HttpCall(this.method, this.uri, this.headers, this.body);
		call.maxAnswerSize = this.maxAnswerSize;
		call.joinable = this.joinable;
		call.retryable = this.retryable;
		return call;
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

	int getMaxAnswerSize() {
		return this.maxAnswerSize;
	}

	boolean isJoinable() {
		return this.joinable;
	}

	boolean isRetryable() {
		return this.retryable;
	}

}
