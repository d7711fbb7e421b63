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
 * A token to come, how long it is worth waiting for, and what to use if it does not come.
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
	 * Return the token to come. It is shared: do not complete or cancel it.
	 * @return the token, a {@link SocialPlusException} or what else a token service of
	 * the application's own fails with
	 */
	public CompletableFuture<SocialPlusAuthToken> getFuture() {
		return this.future;
	}

	/**
	 * Return how long to wait for it.
	 * @return the most time to wait
	 */
	public Duration getMaxWait() {
		return this.maxWait;
	}

	/**
	 * Return the token without waiting any longer.
	 * @return the token, or an older one that still works
	 * @throws SocialPlusException if there is none, or none yet
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
	 * Return what to use if it did not come.
	 * @param failure what came instead, or a {@link TimeoutException}
	 * @return an older token that still works
	 * @throws SocialPlusException if there is none
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
