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

package plus.social.spring.logout;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Publisher;
import plus.social.spring.token.ReactiveSocialPlusSessionService;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

import org.springframework.util.Assert;

/**
 * Ends all of a user's Social Plus sessions, on every device, after they have logged out
 * of the application. No logout waits for it: it is done in the background, with
 * {@value #MAX_TRIES} tries and a pause between them, and what fails is counted.
 *
 * @since 0.1.0
 */
public final class LogoutRevoker implements AutoCloseable {

	/**
	 * Most times that a user's sessions are tried to be ended for one logout.
	 */
	public static final int MAX_TRIES = 3;

	/**
	 * Most logouts that wait for their turn. What comes on top is counted as failed.
	 */
	static final int MAX_WAITING = 10_000;

	/**
	 * The pause before the second try; the one before the third is four times as long.
	 */
	static final Duration PAUSE = Duration.ofSeconds(1);

	private static final int CALLS_AT_ONCE = 8;

	/**
	 * What another try after seconds cannot change.
	 */
	private static final Set<Reason> FINAL = EnumSet.of(Reason.ADMIN_TOKEN_MISSING, Reason.CREDENTIALS_REFUSED,
			Reason.USER_REFUSED);

	private static final Log logger = LogFactory.getLog(LogoutRevoker.class);

	private final ReactiveSocialPlusSessionService sessionService;

	private final Scheduler scheduler;

	private final Sinks.Many<SocialPlusUser> users = Sinks.many()
		.unicast()
		.onBackpressureBuffer(new ArrayBlockingQueue<>(MAX_WAITING));

	private final Set<String> endedSessions = new LinkedHashSet<>();

	private final Disposable work;

	private final AtomicLong revoked = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private final AtomicBoolean told = new AtomicBoolean();

	/**
	 * Create a revoker.
	 * @param sessionService ends sessions
	 */
	public LogoutRevoker(ReactiveSocialPlusSessionService sessionService) {
		this(sessionService, Schedulers.boundedElastic());
	}

	LogoutRevoker(ReactiveSocialPlusSessionService sessionService, Scheduler scheduler) {
		Assert.notNull(sessionService, "'sessionService' must not be null");
		this.sessionService = sessionService;
		this.scheduler = scheduler;
		this.work = this.users.asFlux().flatMap(this::revoke, CALLS_AT_ONCE).subscribe();
	}

	/**
	 * A request has begun to use a session that somebody is logged in to.
	 * @param login who, and the session
	 */
	public void loggedIn(StoredLogin login) {
		synchronized (this.endedSessions) {
			this.endedSessions.remove(login.sessionId());
		}
	}

	/**
	 * A request has ended at whose beginning somebody was logged in who no longer is. Of
	 * several requests that see the same logout, one counts.
	 * @param login who it was, and the session
	 */
	public void loggedOut(StoredLogin login) {
		if (isFirst(login.sessionId()) && !tryAdd(login.user())) {
			failed(new IllegalStateException("Too many logouts are waiting"));
		}
	}

	private boolean isFirst(String sessionId) {
		synchronized (this.endedSessions) {
			if (this.endedSessions.size() == MAX_WAITING) {
				Iterator<String> eldestFirst = this.endedSessions.iterator();
				eldestFirst.next();
				eldestFirst.remove();
			}
			return this.endedSessions.add(sessionId);
		}
	}

	private boolean tryAdd(SocialPlusUser user) {
		synchronized (this.users) {
			return this.users.tryEmitNext(user).isSuccess();
		}
	}

	private Mono<Void> revoke(SocialPlusUser user) {
		return Mono.defer(() -> this.sessionService.revokeAll(user))
			.retryWhen(Retry.from((failures) -> failures.concatMap(this::again)))
			.doOnSuccess((nothing) -> succeeded())
			.onErrorResume((failure) -> Mono.fromRunnable(() -> failed(failure)))
			.subscribeOn(this.scheduler);
	}

	private Publisher<Long> again(Retry.RetrySignal signal) {
		Throwable failure = signal.failure();
		boolean last = signal.totalRetries() + 1 >= MAX_TRIES;
		if (last || (failure instanceof SocialPlusException exception && FINAL.contains(exception.getReason()))) {
			return Mono.error(failure);
		}
		Duration pause = PAUSE.multipliedBy(1L << (2 * signal.totalRetries()));
		Duration retryAfter = (failure instanceof SocialPlusException exception) ? exception.getRetryAfter() : null;
		return Mono.delay((retryAfter != null && retryAfter.compareTo(pause) > 0) ? retryAfter : pause, this.scheduler);
	}

	private void succeeded() {
		this.revoked.incrementAndGet();
		this.told.set(false);
	}

	// One line until it works again, however many logouts it concerns. The message of a
	// foreign exception may hold anything, a secret included.
	private void failed(Throwable failure) {
		this.failed.incrementAndGet();
		if (this.told.compareAndSet(false, true)) {
			logger.warn("The Social Plus sessions of a user who has logged out are not ended. "
					+ ((failure instanceof SocialPlusException exception)
							? exception.getMessage() + " [" + exception.getReason() + "]"
							: failure.getClass().getName()));
		}
	}

	/**
	 * Return for how many logouts the sessions have been ended.
	 * @return the number since the start
	 */
	public long getRevokedCount() {
		return this.revoked.get();
	}

	/**
	 * Return for how many logouts the sessions could not be ended.
	 * @return the number since the start
	 */
	public long getFailedCount() {
		return this.failed.get();
	}

	/**
	 * Stop. Sessions that have not been ended yet live on until their tokens expire.
	 */
	@Override
	public void close() {
		this.work.dispose();
	}

}
