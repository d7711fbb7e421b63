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

package plus.social.spring.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * A pending token, the maximum time to wait for it and an optional fallback.
 *
 * @since 0.1.0
 */
public final class AwaitedToken {

	private final CompletableFuture<SocialPlusAuthToken> future;

	private final Duration maxWait;

	private final @Nullable SocialPlusAuthToken fallback;

	AwaitedToken(CompletableFuture<SocialPlusAuthToken> future, Duration maxWait,
			@Nullable SocialPlusAuthToken fallback) {
		this.future = future;
		this.maxWait = maxWait;
		this.fallback = fallback;
	}

	/**
	 * Return the future of the token. It is shared: do not complete or cancel it.
	 * @return the future, which fails with a {@link SocialPlusException} or with the
	 * exception of an application's own token service
	 */
	public CompletableFuture<SocialPlusAuthToken> getFuture() {
		return this.future;
	}

	/**
	 * Return the maximum time to wait for the token.
	 * @return the maximum time to wait
	 */
	public Duration getMaxWait() {
		return this.maxWait;
	}

	/**
	 * Return the token without waiting.
	 * @return the token, or the fallback
	 * @throws SocialPlusException if the token is still pending or has failed and there
	 * is no fallback
	 */
	public SocialPlusAuthToken getNow() {
		try {
			SocialPlusAuthToken token = this.future.getNow(null);
			return (token != null) ? token : orFallback(new TimeoutException());
		}
		catch (CompletionException ex) {
			return orFallback(ex);
		}
	}

	/**
	 * Return the fallback, an older token that is still valid.
	 * @param failure the failure of the pending token, or a {@link TimeoutException}
	 * @return the fallback
	 * @throws SocialPlusException if there is no fallback
	 */
	public SocialPlusAuthToken orFallback(Throwable failure) {
		if (this.fallback != null) {
			return this.fallback;
		}
		throw toException(failure);
	}

	static SocialPlusException toException(Throwable failure) {
		boolean wrapped = failure instanceof ExecutionException || failure instanceof CompletionException;
		Throwable cause = (wrapped && failure.getCause() != null) ? failure.getCause() : failure;
		if (cause instanceof TimeoutException) {
			return new SocialPlusException(Reason.TIMEOUT, "Social Plus did not answer in time");
		}
		return (cause instanceof SocialPlusException exception) ? exception
				: new SocialPlusException(Reason.SERVER_ERROR, "The token service failed", cause);
	}

}
