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

package plus.social.spring.web;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Response of an endpoint, on both stacks. Its string representation omits the body,
 * which may contain a token.
 *
 * @since 0.1.0
 */
public final class EndpointResponse {

	private final int status;

	private final Map<String, String> headers;

	private final byte[] body;

	EndpointResponse(int status, String contentType, Map<String, String> headers, byte[] body) {
		this.status = status;
		Map<String, String> all = new TreeMap<>(headers);
		all.put("Content-Type", contentType);
		all.put("Cache-Control", "no-store");
		all.put("X-Content-Type-Options", "nosniff");
		this.headers = Collections.unmodifiableMap(all);
		this.body = body;
	}

	/**
	 * Return the status.
	 * @return the HTTP status
	 */
	public int getStatus() {
		return this.status;
	}

	/**
	 * Return the headers.
	 * @return the values by their names
	 */
	public Map<String, String> getHeaders() {
		return this.headers;
	}

	/**
	 * Return the body.
	 * @return the JSON, in UTF-8
	 */
	public byte[] getBody() {
		return this.body.clone();
	}

	@Override
	public String toString() {
		return "EndpointResponse[status=" + this.status + "]";
	}

}
