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

package plus.social.spring.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.core.io.buffer.DataBufferLimitException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryingTransport}, on a clock of their own.
 */
class RetryingTransportTests {

	private static final HttpRequest CALL = new HttpRequest(URI.create("http://localhost"), Map.of(), new byte[0]);

	private static final Duration ATTEMPT = Duration.ofSeconds(2);

	private static final LongUnaryOperator AT_ONCE = (bound) -> 0;

	private VirtualTimeScheduler time;

	@BeforeEach
	void holdTheClock() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void releaseTheClock() {
		VirtualTimeScheduler.reset();
	}

	static Stream<Mono<HttpResponse>> helpful() {
		return Stream.of(Mono.error(new ConnectException("refused")), Mono.error(new IOException("reset")),
				ScriptedTransport.status(500), ScriptedTransport.status(502), ScriptedTransport.status(503),
				ScriptedTransport.status(504));
	}

	@ParameterizedTest
	@MethodSource("helpful")
	void triesAgainWhereItMayHelp(Mono<HttpResponse> first) {
		ScriptedTransport delegate = new ScriptedTransport(first, ScriptedTransport.status(200));
		assertStatus(retrying(delegate, AT_ONCE), 200);
		assertThat(delegate.getCalls()).hasSize(2);
	}

	static Stream<Mono<HttpResponse>> useless() {
		return Stream.of(Mono.error(new SSLHandshakeException("no")), Mono.error(new DataBufferLimitException("much")),
				Mono.error(new NoFreeConnectionException()), Mono.error(new TimeoutException()),
				Mono.error(new IllegalStateException()));
	}

	@ParameterizedTest
	@MethodSource("useless")
	void doesNotTryAgainWhereItCannotHelp(Mono<HttpResponse> failure) {
		ScriptedTransport delegate = new ScriptedTransport(failure);
		StepVerifier.create(retrying(delegate, AT_ONCE).send(CALL)).verifyError();
		assertThat(delegate.getCalls()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204, 301, 302, 307, 308, 400, 401, 403, 404, 408, 422, 429, 501, 505 })
	void anyOtherStatusIsAnAnswer(int status) {
		ScriptedTransport delegate = new ScriptedTransport(ScriptedTransport.status(status));
		assertStatus(retrying(delegate, AT_ONCE), status);
		assertThat(delegate.getCalls()).hasSize(1);
	}

	@Test
	void thereAreTwoAttemptsAtMostAndTheSecondCounts() {
		ScriptedTransport delegate = new ScriptedTransport(ScriptedTransport.status(503),
				ScriptedTransport.status(500));
		assertStatus(retrying(delegate, AT_ONCE), 500);
		assertThat(delegate.getCalls()).hasSize(2);
	}

	@Test
	void theSecondAttemptComesAfterARandomTime() {
		ScriptedTransport delegate = new ScriptedTransport(ScriptedTransport.status(503),
				ScriptedTransport.status(200));
		Disposable call = retrying(delegate, (bound) -> bound / 2).send(CALL).subscribe();
		this.time.advanceTimeBy(RetryingTransport.MAX_BACKOFF.dividedBy(2).minusNanos(1));
		assertThat(delegate.getCalls()).hasSize(1);
		this.time.advanceTimeBy(Duration.ofNanos(1));
		assertThat(delegate.getCalls()).hasSize(2);
		assertThat(call.isDisposed()).isTrue();
	}

	@Test
	void noAttemptJoinsACallThatDoesNotAllowIt() {
		ScriptedTransport delegate = new ScriptedTransport(Mono.never(), ScriptedTransport.status(200));
		Disposable call = retrying(delegate, AT_ONCE).send(CALL.withoutHedging()).subscribe();
		this.time.advanceTimeBy(ATTEMPT.multipliedBy(10));
		assertThat(delegate.getCalls()).hasSize(1);
		assertThat(call.isDisposed()).isFalse();
		call.dispose();
	}

	@Test
	void oneMayFollowIt() {
		ScriptedTransport delegate = new ScriptedTransport(ScriptedTransport.status(503),
				ScriptedTransport.status(200));
		StepVerifier.create(retrying(delegate, AT_ONCE).send(CALL.withoutHedging()))
			.then(() -> this.time.advanceTime())
			.assertNext((answer) -> assertThat(answer.getStatus()).isEqualTo(200))
			.verifyComplete();
		StepVerifier
			.create(retrying(new ScriptedTransport(Mono.error(new IllegalStateException())), AT_ONCE)
				.send(CALL.withoutHedging()))
			.verifyError(IllegalStateException.class);
	}

	@Test
	void anUpstreamThatIsDownSeesOneTenthMore() {
		ScriptedTransport delegate = new ScriptedTransport(Mono.error(new ConnectException("refused")));
		RetryingTransport transport = retrying(delegate, AT_ONCE);
		for (int i = 0; i < 1000; i++) {
			StepVerifier.create(transport.send(CALL)).then(() -> this.time.advanceTime()).verifyError();
		}
		assertThat(delegate.getCalls()).hasSizeBetween(1100, 1101);
	}

	@Test
	void aStaleConnectionIsReplacedWithoutAskingTheBudget() {
		RetryingTransport spent = retrying(new ScriptedTransport((call) -> Mono.error(new ConnectException())),
				AT_ONCE);
		StepVerifier.create(spent.send(CALL)).then(() -> this.time.advanceTime()).verifyError();
		ScriptedTransport delegate = new ScriptedTransport(ScriptedTransport.status(503), ScriptedTransport.status(503),
				Mono.error(new StaleConnectionException(new IOException("closed while it was idle"))),
				ScriptedTransport.status(200));
		RetryingTransport transport = retrying(delegate, AT_ONCE);
		assertStatus(transport, 503);
		assertStatus(transport, 200);
		assertThat(delegate.getCalls()).hasSize(4);
	}

	@Test
	void anAttemptThatTakesLongIsJoinedByAnother() {
		ScriptedTransport delegate = new ScriptedTransport(Mono.never(), ScriptedTransport.status(200));
		StepVerifier.create(retrying(delegate, AT_ONCE).send(CALL).map(HttpResponse::getStatus))
			.then(() -> this.time.advanceTimeBy(ATTEMPT.minusMillis(1)))
			.then(() -> assertThat(delegate.getCalls()).hasSize(1))
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(1)))
			.expectNext(200)
			.verifyComplete();
	}

	@Test
	void noAttemptJoinsOneThatStillConnects() {
		ScriptedTransport delegate = new ScriptedTransport(Mono.never(), ScriptedTransport.status(200))
			.connecting((onSent) -> {
			});
		Disposable call = retrying(delegate, AT_ONCE).send(CALL).subscribe();
		this.time.advanceTimeBy(ATTEMPT.multipliedBy(10));
		assertThat(delegate.getCalls()).hasSize(1);
		call.dispose();
	}

	@Test
	void theTimeOfAnAttemptBeginsWhenItIsSent() {
		List<Runnable> onSent = new ArrayList<>();
		ScriptedTransport delegate = new ScriptedTransport(Mono.never()).connecting(onSent::add);
		Disposable call = retrying(delegate, AT_ONCE).send(CALL).subscribe();
		this.time.advanceTimeBy(ATTEMPT);
		onSent.get(0).run();
		this.time.advanceTimeBy(ATTEMPT.minusMillis(1));
		assertThat(delegate.getCalls()).hasSize(1);
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(delegate.getCalls()).hasSize(2);
		call.dispose();
	}

	@Test
	void whicheverAttemptAnswersFirstCounts() {
		Mono<HttpResponse> slow = ScriptedTransport.status(200).delayElement(ATTEMPT.plusMillis(10));
		ScriptedTransport delegate = new ScriptedTransport(slow, Mono.never());
		StepVerifier.create(retrying(delegate, AT_ONCE).send(CALL).map(HttpResponse::getStatus))
			.then(() -> this.time.advanceTimeBy(ATTEMPT.plusMillis(10)))
			.expectNext(200)
			.verifyComplete();
		assertThat(delegate.getCalls()).hasSize(2);
	}

	@Test
	void anAttemptThatFailsLeavesTheOtherAlone() {
		Mono<HttpResponse> broken = Mono.delay(ATTEMPT.plusMillis(10)).flatMap((tick) -> Mono.error(new IOException()));
		ScriptedTransport delegate = new ScriptedTransport(broken,
				ScriptedTransport.status(200).delayElement(Duration.ofMillis(50)));
		StepVerifier.create(retrying(delegate, AT_ONCE).send(CALL).map(HttpResponse::getStatus))
			.then(() -> this.time.advanceTimeBy(ATTEMPT.plusMillis(50)))
			.expectNext(200)
			.verifyComplete();
		assertThat(delegate.getCalls()).as("no third one").hasSize(2);
	}

	@Test
	void aFailureDoesNotWaitForAnAttemptThatIsNotMade() {
		ScriptedTransport delegate = new ScriptedTransport(Mono.error(new SSLHandshakeException("no")));
		StepVerifier.create(retrying(delegate, AT_ONCE).send(CALL)).verifyError(SSLHandshakeException.class);
		this.time.advanceTimeBy(ATTEMPT);
		assertThat(delegate.getCalls()).hasSize(1);
	}

	@Test
	void whenBothFailTheFirstFailureCounts() {
		Mono<HttpResponse> broken = Mono.delay(ATTEMPT.plusMillis(10)).flatMap((tick) -> Mono.error(new IOException()));
		ScriptedTransport delegate = new ScriptedTransport(broken, Mono.error(new SSLHandshakeException("no")));
		StepVerifier.create(retrying(delegate, AT_ONCE).send(CALL))
			.then(() -> this.time.advanceTimeBy(ATTEMPT.plusMillis(10)))
			.verifyError(IOException.class);
	}

	@Test
	void anAttemptThatNoOtherCanFollowGoesOn() {
		Mono<HttpResponse> slow = ScriptedTransport.status(200).delayElement(ATTEMPT.plusMillis(500));
		ScriptedTransport delegate = new ScriptedTransport(ScriptedTransport.status(503), ScriptedTransport.status(503),
				slow);
		RetryingTransport transport = retrying(delegate, AT_ONCE);
		assertStatus(transport, 503);
		StepVerifier.create(transport.send(CALL).map(HttpResponse::getStatus))
			.then(() -> this.time.advanceTimeBy(ATTEMPT.plusMillis(500)))
			.expectNext(200)
			.verifyComplete();
		assertThat(delegate.getCalls()).hasSize(3);
	}

	@Test
	void warmsAndClosesWhatItUses() {
		ScriptedTransport delegate = new ScriptedTransport(Mono.never());
		RetryingTransport transport = retrying(delegate, AT_ONCE);
		transport.warmUp();
		transport.close();
		assertThat(delegate.isWarm()).isTrue();
		assertThat(delegate.isClosed()).isTrue();
	}

	private static RetryingTransport retrying(HttpTransport delegate, LongUnaryOperator random) {
		return new RetryingTransport(delegate, new CallTimer(ATTEMPT), random);
	}

	private void assertStatus(RetryingTransport transport, int status) {
		StepVerifier.create(transport.send(CALL).map(HttpResponse::getStatus))
			.then(() -> this.time.advanceTime())
			.expectNext(status)
			.verifyComplete();
	}

}
