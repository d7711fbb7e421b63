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

package plus.social.spring.event;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import plus.social.spring.log.LogThrottle;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Publisher of events about tokens. It never blocks and never fails: events wait in a
 * bounded queue for one thread of its own, which calls the listeners. If listeners are
 * slower than logins, further events are dropped and counted.
 *
 * @since 0.1.0
 */
public final class SocialPlusTokenEventPublisher implements SmartLifecycle {

	/**
	 * Maximum time that the shutdown of an application waits for its listeners.
	 */
	static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

	/**
	 * How long the same failure of a user is not published again: a session without a
	 * token retries every few seconds, and one user must not fill an audit log with that.
	 */
	static final Duration REPEAT_AFTER = Duration.ofMinutes(1);

	private static final int MAX_REMEMBERED_FAILURES = 10_000;

	private final BooleanSupplier listening;

	private final Clock clock;

	private final TokenEventQueue queue;

	private final LogThrottle failures;

	/**
	 * Create a publisher.
	 * @param eventPublisher the publisher that calls the listeners
	 * @param listening whether there may be a listener; it must not block
	 * @param clock the clock for the time of events
	 */
	public SocialPlusTokenEventPublisher(ApplicationEventPublisher eventPublisher, BooleanSupplier listening,
			Clock clock) {
		Assert.notNull(eventPublisher, "'eventPublisher' must not be null");
		Assert.notNull(listening, "'listening' must not be null");
		Assert.notNull(clock, "'clock' must not be null");
		this.listening = listening;
		this.clock = clock;
		this.failures = new LogThrottle(clock, REPEAT_AFTER, MAX_REMEMBERED_FAILURES);
		this.queue = new TokenEventQueue(eventPublisher::publishEvent, findClassLoader(eventPublisher));
	}

	private static @Nullable ClassLoader findClassLoader(ApplicationEventPublisher eventPublisher) {
		return (eventPublisher instanceof ResourceLoader context) ? context.getClassLoader()
				: ClassUtils.getDefaultClassLoader();
	}

	/**
	 * Return whether there may be a listener.
	 * @return {@code false} if publishing an event has no effect
	 */
	public boolean isActive() {
		return this.listening.getAsBoolean();
	}

	/**
	 * Publish that a token was issued.
	 * @param user the user
	 * @param mechanism how the user has logged in, or {@code null} if it is not known
	 */
	public void publishIssued(SocialPlusUser user, @Nullable String mechanism) {
		Assert.notNull(user, "'user' must not be null");
		if (isActive()) {
			this.queue.add(new SocialPlusTokenIssuedEvent(user, mechanism, this.clock.instant()));
		}
	}

	/**
	 * Publish that a token was attached to a session.
	 * @param user the user
	 * @param mechanism how the user has logged in, or {@code null} if it is not known
	 * @param late whether a later request than the one that fetched the token has
	 * attached it
	 */
	public void publishAttached(SocialPlusUser user, @Nullable String mechanism, boolean late) {
		Assert.notNull(user, "'user' must not be null");
		if (isActive()) {
			this.queue.add(new SocialPlusTokenAttachedEvent(user, mechanism, this.clock.instant(), late));
		}
	}

	/**
	 * Publish that no token is available, unless the same was published for the user in
	 * the last minute.
	 * @param user the user
	 * @param mechanism how the user has logged in, or {@code null} if it is not known
	 * @param reason the reason
	 */
	public void publishUnavailable(SocialPlusUser user, @Nullable String mechanism, Reason reason) {
		Assert.notNull(user, "'user' must not be null");
		Assert.notNull(reason, "'reason' must not be null");
		if (isActive() && this.failures.tryAcquire(reason.name() + ' ' + user.getId())) {
			this.queue.add(new SocialPlusTokenUnavailableEvent(user, mechanism, this.clock.instant(), reason));
		}
	}

	/**
	 * Return how many events were dropped, as listeners were too slow or the application
	 * was stopping.
	 * @return the number since the start
	 */
	public long getDroppedCount() {
		return this.queue.getDroppedCount();
	}

	@Override
	public void start() {
		this.queue.start();
	}

	/**
	 * Deliver the waiting events and stop. Takes at most two seconds; events that are not
	 * delivered by then are dropped.
	 */
	@Override
	public void stop() {
		this.queue.stop(STOP_TIMEOUT);
	}

	@Override
	public boolean isRunning() {
		return this.queue.isRunning();
	}

	/**
	 * Return a phase that ends after the web server has stopped, and before any bean is
	 * destroyed.
	 */
	@Override
	public int getPhase() {
		return 0;
	}

}
