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
import java.time.Instant;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.log.LogThrottle;
import plus.social.spring.token.ReactiveSocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.util.Assert;

/**
 * Revokes all access tokens of a user, on every device, after a logout from the
 * application. Calls are made in the background, with up to {@value #MAX_TRIES} attempts
 * for a user and a back-off between them; no logout waits for them. Each user has one
 * entry, so that no user can take the places of others, and loses it by logging in again.
 *
 * @since 0.1.0
 */
public final class LogoutRevoker implements AutoCloseable {

	/**
	 * Maximum number of revocation attempts after a user's last logout.
	 */
	public static final int MAX_TRIES = 3;

	/**
	 * Maximum number of waiting users. A logout of a further user is counted as failed.
	 */
	static final int MAX_WAITING = 10_000;

	/**
	 * Back-off before the second attempt; before the third, it is four times as long.
	 */
	static final Duration BACK_OFF = Duration.ofSeconds(1);

	/**
	 * Maximum time between a logout and the last attempt. Later, the user may have logged
	 * in again on another node, unknown to this one.
	 */
	static final Duration MAX_AGE = Duration.ofMinutes(5);

	/**
	 * Maximum time for one attempt, so that a service that never responds does not occupy
	 * a place forever. The client's own timeout is three seconds by default.
	 */
	static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration WARN_AGAIN_AFTER = Duration.ofMinutes(1);

	private static final int MAX_CONCURRENT_CALLS = 8;

	/**
	 * Reasons for which a retry after seconds is useless.
	 */
	private static final Set<Reason> FINAL = EnumSet.of(Reason.ADMIN_TOKEN_MISSING, Reason.CREDENTIALS_REFUSED,
			Reason.USER_REFUSED, Reason.USER_BANNED, Reason.CLIENT_CERTIFICATE_INVALID);

	private static final Log logger = LogFactory.getLog(LogoutRevoker.class);

	private final ReactiveSocialPlusAccessTokenService accessTokenService;

	private final Scheduler scheduler;

	private final Scheduler timer;

	private final RevocationQueue queue = new RevocationQueue(MAX_WAITING, MAX_CONCURRENT_CALLS);

	private final Set<String> endedSessions = new LinkedHashSet<>();

	private final Disposable.Composite work = Disposables.composite();

	private final AtomicLong revoked = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private final LogThrottle warnings = new LogThrottle(() -> Instant.ofEpochMilli(now()), WARN_AGAIN_AFTER, 1);

	private volatile boolean failing;

	/**
	 * Create a revoker.
	 * @param accessTokenService the service that revokes the access tokens
	 */
	public LogoutRevoker(ReactiveSocialPlusAccessTokenService accessTokenService) {
		this(accessTokenService, Schedulers.boundedElastic(), Schedulers.parallel());
	}

	LogoutRevoker(ReactiveSocialPlusAccessTokenService accessTokenService, Scheduler scheduler, Scheduler timer) {
		Assert.notNull(accessTokenService, "'accessTokenService' must not be null");
		this.accessTokenService = accessTokenService;
		this.scheduler = scheduler;
		this.timer = timer;
	}

	/**
	 * Called when a request begins to use a session with a login: the end of that session
	 * counts as a logout again.
	 * @param sessionId the id of the session
	 */
	public void sessionUsed(String sessionId) {
		synchronized (this.endedSessions) {
			this.endedSessions.remove(sessionId);
		}
	}

	/**
	 * Called when a session with a login ends for another reason than a logout, such as
	 * the maximum number of sessions per user: requests that see it end do not count as
	 * logouts.
	 * @param sessionId the id of the session
	 */
	public void sessionExpired(String sessionId) {
		addEndedSession(sessionId);
	}

	/**
	 * Called when a user has logged in: a revocation that is still waiting is dropped, as
	 * it would affect new access tokens.
	 * @param user the user
	 */
	public void loggedIn(SocialPlusUser user) {
		this.queue.remove(user);
	}

	/**
	 * Called at the end of a request that began with a login in the session and left
	 * none. Several requests that see the same logout count once.
	 * @param sessionId the id of the session at the beginning of the request
	 * @param user the user who was logged in
	 */
	public void loggedOut(String sessionId, SocialPlusUser user) {
		if (this.work.isDisposed() || !addEndedSession(sessionId)) {
			return;
		}
		if (this.queue.add(user, now())) {
			drain();
		}
		else {
			failed(() -> "Already " + MAX_WAITING + " users are waiting.");
		}
	}

	private boolean addEndedSession(String sessionId) {
		synchronized (this.endedSessions) {
			if (this.endedSessions.size() == MAX_WAITING) {
				Iterator<String> eldestFirst = this.endedSessions.iterator();
				eldestFirst.next();
				eldestFirst.remove();
			}
			return this.endedSessions.add(sessionId);
		}
	}

	private long now() {
		return this.timer.now(TimeUnit.MILLISECONDS);
	}

	private void drain() {
		for (RevocationQueue.Entry entry = this.queue.poll(); entry != null; entry = this.queue.poll()) {
			if (entry.getAge(now()).compareTo(MAX_AGE) > 0) {
				this.queue.finish(entry);
				failed(() -> "The logout was more than " + MAX_AGE.toMinutes() + " minutes ago.");
			}
			else {
				revoke(entry);
			}
		}
	}

	private void revoke(RevocationQueue.Entry entry) {
		Disposable.Swap call = Disposables.swap();
		this.work.add(call);
		call.replace(Mono.defer(() -> this.accessTokenService.revokeAll(entry.getUser()))
			.subscribeOn(this.scheduler)
			.timeout(CALL_TIMEOUT, this.timer)
			.subscribe(null, (failure) -> {
				this.work.remove(call);
				onFailure(entry, failure);
			}, () -> {
				this.work.remove(call);
				onSuccess(entry);
			}));
	}

	private void onSuccess(RevocationQueue.Entry entry) {
		this.revoked.incrementAndGet();
		this.failing = false;
		this.queue.finish(entry);
		drain();
	}

	private void onFailure(RevocationQueue.Entry entry, Throwable failure) {
		Duration pause = findBackOff(entry, failure);
		if (pause != null) {
			this.queue.pause(entry);
			schedule(() -> {
				this.queue.resume(entry);
				drain();
			}, pause);
		}
		else {
			if (!entry.isRemoved()) {
				failed(() -> describe(failure));
			}
			this.queue.finish(entry);
		}
		drain();
	}

	private static @Nullable Duration findBackOff(RevocationQueue.Entry entry, Throwable failure) {
		SocialPlusException exception = (failure instanceof SocialPlusException ours) ? ours : null;
		boolean last = entry.isRemoved() || entry.getFailures() + 1 >= MAX_TRIES;
		if (last || (exception != null && FINAL.contains(exception.getReason()))) {
			return null;
		}
		Duration pause = BACK_OFF.multipliedBy(1L << (2 * entry.getFailures()));
		Duration retryAfter = (exception != null) ? exception.getRetryAfter() : null;
		return (retryAfter != null && retryAfter.compareTo(pause) > 0) ? retryAfter : pause;
	}

	private void schedule(Runnable task, Duration delay) {
		Disposable.Swap pause = Disposables.swap();
		this.work.add(pause);
		pause.replace(this.timer.schedule(() -> {
			this.work.remove(pause);
			task.run();
		}, delay.toMillis(), TimeUnit.MILLISECONDS));
	}

	// Logged once until a revocation succeeds again, and at most once a minute.
	private void failed(Supplier<String> reason) {
		this.failed.incrementAndGet();
		if (!this.failing && this.warnings.tryAcquire("revocation")) {
			this.failing = true;
			logger.warn("Failed to revoke the Social Plus access tokens of a user after a logout. " + reason.get());
		}
	}

	// The message of a foreign exception may contain anything, including a secret.
	private static String describe(Throwable failure) {
		return (failure instanceof SocialPlusException exception)
				? exception.getMessage() + " [" + exception.getReason() + "]" : failure.getClass().getName();
	}

	/**
	 * Return the number of successful revocations.
	 * @return the number since the start
	 */
	public long getRevokedCount() {
		return this.revoked.get();
	}

	/**
	 * Return the number of failed revocations.
	 * @return the number since the start
	 */
	public long getFailedCount() {
		return this.failed.get();
	}

	/**
	 * Stop. Access tokens that have not been revoked yet stay valid until they expire.
	 */
	@Override
	public void close() {
		this.work.dispose();
	}

}
