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
 * A {@code POST} that a transport sends. Its headers hold the server key, so it is not a
 * record, which would print them.
 */
final class HttpCall {

	private final URI uri;

	private final Map<String, String> headers;

	private final byte[] body;

	HttpCall(URI uri, Map<String, String> headers, byte[] body) {
		this.uri = uri;
		this.headers = Map.copyOf(headers);
		this.body = body;
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

}
