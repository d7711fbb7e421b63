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

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Token service whose calls a test completes one by one.
 */
public final class FakeTokenService implements ReactiveSocialPlusTokenService {

	private final List<Sinks.One<SocialPlusAuthToken>> calls = new ArrayList<>();

	private final List<SocialPlusUser> users = new ArrayList<>();

	private final Clock clock;

	private boolean immediate;

	private Runnable beforeAnswer = () -> {
	};

	private Duration delay = Duration.ZERO;

	public FakeTokenService(Clock clock) {
		this.clock = clock;
	}

	public FakeTokenService answerAtOnce() {
		this.immediate = true;
		return this;
	}

	public FakeTokenService answerLater() {
		this.immediate = false;
		return this;
	}

	/**
	 * Do something during each call, such as letting time pass.
	 */
	public FakeTokenService during(Runnable action) {
		this.beforeAnswer = action;
		return this;
	}

	/**
	 * Complete a call from another thread, a moment later.
	 */
	public FakeTokenService answerFromAnotherThread() {
		this.delay = Duration.ofMillis(1);
		return answerAtOnce();
	}

	@Override
	public synchronized Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user) {
		Sinks.One<SocialPlusAuthToken> call = Sinks.one();
		this.calls.add(call);
		this.users.add(user);
		notifyAll();
		this.beforeAnswer.run();
		if (this.immediate) {
			answer(this.calls.size() - 1);
		}
		return this.delay.isZero() ? call.asMono() : call.asMono().delayElement(this.delay);
	}

	public SocialPlusAuthToken answer(int call) {
		SocialPlusAuthToken token = token(this.users.get(call).getId(), call);
		this.calls.get(call).tryEmitValue(token);
		return token;
	}

	public void answerWith(int call, SocialPlusAuthToken token) {
		this.calls.get(call).tryEmitValue(token);
	}

	public void answerNothing(int call) {
		this.calls.get(call).tryEmitEmpty();
	}

	public void fail(int call, SocialPlusException.Reason reason) {
		this.calls.get(call).tryEmitError(new SocialPlusException(reason, "Failed"));
	}

	public void fail(int call, Throwable failure) {
		this.calls.get(call).tryEmitError(failure);
	}

	public SocialPlusAuthToken token(String userId, int call) {
		return new SocialPlusAuthToken(userId, "t0ken-" + call, this.clock.instant().plus(Duration.ofMinutes(10)));
	}

	public synchronized int getCalls() {
		return this.calls.size();
	}

	public synchronized SocialPlusUser getUser(int call) {
		return this.users.get(call);
	}

	/**
	 * Wait until there were so many calls.
	 */
	public synchronized void awaitCalls(int number) {
		long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
		while (this.calls.size() < number) {
			long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			if (millis <= 0) {
				throw new AssertionError("There were " + this.calls.size() + " calls");
			}
			try {
				wait(millis);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

}
