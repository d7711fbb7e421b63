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

package plus.social.spring.observation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

import org.springframework.util.Assert;

/**
 * Context of the observation of a request for an auth token. Contains no server key, no
 * token and no user.
 *
 * @since 0.1.0
 */
public class SocialPlusTokenObservationContext extends SenderContext<Map<String, String>> {

	private static final String TRACE_PARENT = "traceparent";

	private static final Pattern TRACE_PARENT_VALUE = Pattern
		.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

	private final @Nullable String region;

	private final AtomicInteger attempts = new AtomicInteger();

	private volatile @Nullable Boolean currentKey;

	private volatile @Nullable TokenOutcome outcome;

	/**
	 * Create a context.
	 * @param region the region of the network, or {@code null} if the base URL is another
	 * one
	 */
	public SocialPlusTokenObservationContext(@Nullable String region) {
		this(region, false);
	}

	/**
	 * Create a context.
	 * @param region the region of the network, or {@code null} if the base URL is another
	 * one
	 * @param tracePropagated whether the call has a {@code traceparent} header
	 */
	public SocialPlusTokenObservationContext(@Nullable String region, boolean tracePropagated) {
		super(tracePropagated ? SocialPlusTokenObservationContext::put : SocialPlusTokenObservationContext::ignore,
				Kind.CLIENT);
		this.region = region;
		setCarrier(new ConcurrentHashMap<>(2));
	}

	// Baggage may contain anything, such as a user, and is for the application only.
	private static void put(@Nullable Map<String, String> carrier, String name, String value) {
		if (carrier != null && name.equalsIgnoreCase(TRACE_PARENT) && TRACE_PARENT_VALUE.matcher(value).matches()) {
			carrier.put(TRACE_PARENT, value);
		}
	}

	private static void ignore(@Nullable Map<String, String> carrier, String name, String value) {
	}

	/**
	 * Return the region of the network.
	 * @return the region, or {@code null} if the base URL is another one
	 */
	public @Nullable String getRegion() {
		return this.region;
	}

	/**
	 * Record an attempt to call Social Plus.
	 */
	public void addAttempt() {
		this.attempts.incrementAndGet();
	}

	/**
	 * Return how often Social Plus was called.
	 * @return the number of attempts; zero if no call was made because of earlier
	 * failures
	 */
	public int getAttempts() {
		return this.attempts.get();
	}

	/**
	 * Set which server key was used last.
	 * @param current whether it is the current key rather than the previous one
	 */
	public void setCurrentKey(boolean current) {
		this.currentKey = current;
	}

	/**
	 * Return which server key was used last.
	 * @return whether it was the current key rather than the previous one, or
	 * {@code null} if no call was made
	 */
	public @Nullable Boolean getCurrentKey() {
		return this.currentKey;
	}

	/**
	 * Set the outcome.
	 * @param outcome the outcome
	 */
	public void setOutcome(TokenOutcome outcome) {
		Assert.notNull(outcome, "'outcome' must not be null");
		this.outcome = outcome;
	}

	/**
	 * Return the outcome.
	 * @return the outcome, or {@code null} if it is not known yet
	 */
	public @Nullable TokenOutcome getOutcome() {
		return this.outcome;
	}

	/**
	 * Return the reason for a failure.
	 * @return the reason, or {@code null} without a failure
	 */
	public @Nullable Reason getReason() {
		return (getError() instanceof SocialPlusException exception) ? exception.getReason() : null;
	}

}
