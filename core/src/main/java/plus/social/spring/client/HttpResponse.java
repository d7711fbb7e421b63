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
 * The response to an {@link HttpRequest}. Not a record, which would print its body: it
 * may be a token.
 */
final class HttpResponse {

	private final int status;

	private final @Nullable String contentType;

	private final @Nullable String retryAfter;

	private final boolean verbatim;

	private final byte[] body;

	/**
	 * Create a response.
	 * @param status the status
	 * @param contentType the {@code Content-Type} header
	 * @param retryAfter the {@code Retry-After} header
	 * @param verbatim whether the body is known to be complete and not compressed
	 * @param body the body
	 */
	HttpResponse(int status, @Nullable String contentType, @Nullable String retryAfter, boolean verbatim, byte[] body) {
		this.status = status;
		this.contentType = contentType;
		this.retryAfter = retryAfter;
		this.verbatim = verbatim;
		this.body = body;
	}

	int getStatus() {
		return this.status;
	}

	@Nullable String getContentType() {
		return this.contentType;
	}

	@Nullable String getRetryAfter() {
		return this.retryAfter;
	}

	boolean isVerbatim() {
		return this.verbatim;
	}

	byte[] getBody() {
		return this.body;
	}

}
