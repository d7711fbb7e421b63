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

import java.time.Duration;

import plus.social.spring.token.SocialPlusException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.util.Assert;
import org.springframework.web.ErrorResponse;

/**
 * Thrown when a required {@link SocialPlusToken} is not available because a call to
 * Social Plus fails. Unless the application handles the exception, the response has
 * status 503 and {@code Retry-After}, as that of the token endpoint.
 *
 * @since 0.1.0
 */
public class TokenUnavailableException extends SocialPlusException implements ErrorResponse {

	private static final long serialVersionUID = 1L;

	/**
	 * How long to wait before retrying.
	 */
	private final Duration wait;

	/**
	 * Create an exception.
	 * @param failure the failure of the call
	 */
	public TokenUnavailableException(SocialPlusException failure) {
		super(checked(failure).getReason(), String.valueOf(failure.getMessage()), failure,
				EndpointResponses.retryAfter(failure));
		this.wait = EndpointResponses.retryAfter(failure);
	}

	private static SocialPlusException checked(SocialPlusException failure) {
		Assert.notNull(failure, "'failure' must not be null");
		return failure;
	}

	@Override
	public HttpStatusCode getStatusCode() {
		return HttpStatus.SERVICE_UNAVAILABLE;
	}

	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, EndpointResponses.seconds(this.wait));
		return headers;
	}

	@Override
	public ProblemDetail getBody() {
		return ProblemDetail.forStatusAndDetail(getStatusCode(), EndpointResponses.UNAVAILABLE);
	}

}
