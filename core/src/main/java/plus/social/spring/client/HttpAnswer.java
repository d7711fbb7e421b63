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

import org.jspecify.annotations.Nullable;

/**
 * What came back for an {@link HttpCall}. Its body may be a token, so it is not a record,
 * which would print it.
 */
final class HttpAnswer {

	private final int status;

	private final @Nullable String contentType;

	private final byte[] body;

	HttpAnswer(int status, @Nullable String contentType, byte[] body) {
		this.status = status;
		this.contentType = contentType;
		this.body = body;
	}

	int getStatus() {
		return this.status;
	}

	@Nullable String getContentType() {
		return this.contentType;
	}

	byte[] getBody() {
		return this.body;
	}

}
