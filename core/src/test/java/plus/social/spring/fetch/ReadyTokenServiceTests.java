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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadyTokenService}, and for {@link TokenFetcher} with a service that
 * is not ready yet.
 */
class ReadyTokenServiceTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Duration BUDGET = Duration.ofMillis(250);

	private final MutableClock clock = new MutableClock();

	private final FakeTokenService delegate = new FakeTokenService(this.clock);

	private final Sinks.Empty<Void> warm = Sinks.empty();

	private final Mono<Void> warmUp = this.warm.asMono().doOnSuccess((done) -> this.warmUpRequired = false).cache();

	private final BlockingQueue<String> warmingThreads = new LinkedBlockingQueue<>();

	private final BlockingQueue<SocialPlusUser> issued = new LinkedBlockingQueue<>();

	private volatile boolean warmUpRequired = true;

	private final ReactiveSocialPlusTokenService cold = new ReactiveSocialPlusTokenService() {

		@Override
		public Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user) {
			synchronized (ReadyTokenServiceTests.this.delegate) {
				Mono<SocialPlusAuthToken> token = ReadyTokenServiceTests.this.delegate.issueToken(user);
				ReadyTokenServiceTests.this.issued.add(user);
				return token;
			}
		}

		@Override
		public Mono<Void> warmUp() {
			ReadyTokenServiceTests.this.warmingThreads.add(Thread.currentThread().getName());
			return ReadyTokenServiceTests.this.warmUp;
		}

		@Override
		public boolean isWarmUpRequired() {
			return ReadyTokenServiceTests.this.warmUpRequired;
		}

	};

	private final TokenFetcher tokenFetcher = new TokenFetcher(this.cold, (token) -> true, this.clock, 64, BUDGET);

	@Test
	void aServiceIsReadyByDefault() {
		assertThat(new ReadyTokenService(this.delegate).isReady()).isTrue();
	}

	@Test
	void aServiceThatIsNotReadyMakesNoCall() {
		ReadyTokenService service = new ReadyTokenService(this.cold);
		assertThat(service.isReady()).isFalse();
		CompletableFuture<SocialPlusAuthToken> token = service.issueToken(ALICE).toFuture();
		assertThat(this.delegate.getCalls()).isZero();
		this.warm.tryEmitEmpty();
		assertThat(service.isReady()).isTrue();
		assertThat(this.delegate.getCalls()).isOne();
		assertThat(token).isNotDone();
		this.delegate.answer(0);
		assertThat(token).isCompleted();
	}

	@Test
	void aServiceWhoseWarmUpFailsFailsWithTheCause() {
		ReadyTokenService service = new ReadyTokenService(this.cold);
		CompletableFuture<SocialPlusAuthToken> token = service.issueToken(ALICE).toFuture();
		this.warm.tryEmitError(new IllegalStateException("no threads left"));
		assertThat(service.isReady()).isFalse();
		this.delegate.fail(0, Reason.CONNECTION_FAILED);
		assertThat(token).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.withCauseInstanceOf(SocialPlusException.class);
	}

	@Test
	void noCallerLoadsTheClassesOfTheFirstCall() throws InterruptedException {
		CompletableFuture<SocialPlusAuthToken> token = this.tokenFetcher.start("session", ALICE,
				TokenFetcher.Listener.NONE);
		assertThat(this.tokenFetcher.isUnderWay("session")).isTrue();
		assertThat(next(this.warmingThreads)).isNotEqualTo(Thread.currentThread().getName());
		this.warm.tryEmitEmpty();
		next(this.issued);
		this.delegate.answer(0);
		assertThat(token).succeedsWithin(LIMIT);
	}

	@Test
	void aReadyServiceIsCalledOnTheThreadOfItsCaller() {
		this.warmUpRequired = false;
		this.tokenFetcher.start("session", ALICE, TokenFetcher.Listener.NONE);
		assertThat(this.delegate.getCalls()).isOne();
		assertThat(this.warmingThreads).isEmpty();
	}

	@Test
	void aLoginWaitsForTheWarmUpOnlyIfItsBudgetIsLongEnough() {
		TokenFetcher patient = new TokenFetcher(this.cold, (token) -> true, this.clock, 64, Duration.ofSeconds(1));
		assertThat(this.tokenFetcher.isInTime()).isFalse();
		assertThat(patient.isInTime()).isTrue();
		this.warmUpRequired = false;
		assertThat(this.tokenFetcher.isInTime()).isTrue();
	}

	private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
		T element = queue.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
		assertThat(element).isNotNull();
		return element;
	}

	@Test
	void theTimeUntilAServiceIsReadyMakesNoTokenLate() throws InterruptedException {
		for (int i = 0; i < 20; i++) {
			this.tokenFetcher.start("session" + i, SocialPlusUser.of("user" + i), TokenFetcher.Listener.NONE);
		}
		for (int i = 0; i < 20; i++) {
			next(this.warmingThreads);
		}
		this.clock.advance(Duration.ofSeconds(10));
		this.warm.tryEmitEmpty();
		for (int i = 0; i < 20; i++) {
			next(this.issued);
		}
		for (int i = 0; i < 20; i++) {
			this.delegate.answer(i);
		}
		assertThat(this.tokenFetcher.isInTime()).isTrue();
		assertThat(this.tokenFetcher.find("session0", SocialPlusUser.of("user0"))).isCompleted();
	}

	@Test
	void theTimeUntilAServiceIsReadyMakesNoFetchLate() throws InterruptedException {
		for (int i = 0; i < 100; i++) {
			this.tokenFetcher.start("session" + i, SocialPlusUser.of("user" + i), TokenFetcher.Listener.NONE);
		}
		for (int i = 0; i < 64; i++) {
			next(this.warmingThreads);
		}
		this.clock.advance(TokenFetchQueue.LATE);
		this.warmUpRequired = false;
		this.warm.tryEmitEmpty();
		for (int i = 0; i < 64; i++) {
			next(this.issued);
		}
		for (int i = 0; i < 64; i++) {
			this.delegate.answer(i);
		}
		for (int i = 64; i < 100; i++) {
			next(this.issued);
		}
	}

	@Test
	void tokensThatAreLateAfterThatAreNoticed() {
		this.warm.tryEmitEmpty();
		this.warmUpRequired = false;
		for (int i = 0; i < 3; i++) {
			this.tokenFetcher.start("session" + i, SocialPlusUser.of("user" + i), TokenFetcher.Listener.NONE);
		}
		this.clock.advance(BUDGET.plusMillis(1));
		assertThat(this.tokenFetcher.isInTime()).isFalse();
	}

}
