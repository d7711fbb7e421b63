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

package plus.social.spring.fetch;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

/**
 * Token service that makes calls once its delegate is warmed up. The warm-up does not
 * count as part of a call: neither the call nor the measurement of its duration begins
 * before.
 */
final class ReadyTokenService implements ReactiveSocialPlusTokenService {

	private static final Duration THREAD_IDLE = Duration.ofSeconds(1);

	private final ReactiveSocialPlusTokenService delegate;

	/**
	 * Makes the calls that wait for the warm-up. Their callers would load the classes of
	 * the first call, for longer than a login may wait.
	 */
	private final ThreadPoolExecutor firstCalls = createThread();

	private volatile boolean ready;

	ReadyTokenService(ReactiveSocialPlusTokenService delegate) {
		this.delegate = delegate;
	}

	private static ThreadPoolExecutor createThread() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, THREAD_IDLE.toMillis(), TimeUnit.MILLISECONDS,
				new LinkedBlockingQueue<>(), (task) -> {
					Thread thread = new Thread(task, "socialplus-first-calls");
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	/**
	 * Return whether a call can be made without delay.
	 * @return whether the service is ready
	 */
	boolean isReady() {
		if (!this.ready && !this.delegate.isWarmUpRequired()) {
			this.ready = true;
		}
		return this.ready;
	}

	/**
	 * Run a task that makes a call: on the calling thread if the service is ready, and
	 * otherwise in the background.
	 * @param call the task
	 */
	void run(Runnable call) {
		if (isReady()) {
			call.run();
		}
		else {
			this.firstCalls.execute(call);
		}
	}

	// If this fails, the call that follows fails with the cause.
	@Override
	public Mono<Void> warmUp() {
		return isReady() ? Mono.empty() : Mono.defer(this.delegate::warmUp).onErrorResume((ex) -> Mono.empty());
	}

	@Override
	public Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user) {
		return isReady() ? this.delegate.issueToken(user)
				: warmUp().then(Mono.defer(() -> this.delegate.issueToken(user)));
	}

}
