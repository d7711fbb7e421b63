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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plus.social.spring.LogCapture;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenEventQueue}.
 */
class TokenEventQueueTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final BlockingQueue<SocialPlusTokenEvent> delivered = new LinkedBlockingQueue<>();

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch gate = new CountDownLatch(1);

	private TokenEventQueue queue = queue(this.delivered::add);

	@AfterEach
	void stop() {
		this.gate.countDown();
		this.queue.stop(LONG);
	}

	private TokenEventQueue queue(Consumer<SocialPlusTokenEvent> listener) {
		return new TokenEventQueue(listener, getClass().getClassLoader());
	}

	private static SocialPlusTokenEvent event(int number) {
		return new SocialPlusTokenIssuedEvent(SocialPlusUser.of("user" + number), null, MutableClock.START);
	}

	private SocialPlusTokenEvent take() throws InterruptedException {
		return this.delivered.poll(LONG.toSeconds(), TimeUnit.SECONDS);
	}

	private void block(SocialPlusTokenEvent event) {
		this.entered.countDown();
		try {
			assertThat(this.gate.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.delivered.add(event);
	}

	private void awaitEntered() throws InterruptedException {
		assertThat(this.entered.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void eventsAreDeliveredInTheirOrderOnAnotherThread() throws InterruptedException {
		BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
		this.queue = queue((event) -> {
			threads.add(Thread.currentThread());
			this.delivered.add(event);
		});
		List<SocialPlusTokenEvent> events = List.of(event(1), event(2), event(3));
		events.forEach(this.queue::add);
		assertThat(List.of(take(), take(), take())).isEqualTo(events);
		assertThat(threads).containsOnly(threads.element())
			.allMatch((thread) -> thread.isDaemon() && thread != Thread.currentThread());
	}

	@Test
	void theThreadInheritsNothingFromTheFirstLogin() throws Exception {
		InheritableThreadLocal<String> login = new InheritableThreadLocal<>();
		CompletableFuture<String> inherited = new CompletableFuture<>();
		this.queue = queue((event) -> inherited.complete(String.valueOf(login.get())));
		login.set("alice");
		this.queue.add(event(1));
		assertThat(inherited.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("null");
	}

	@Test
	void aListenerThatFailsKeepsNobodyFromLaterEvents() throws InterruptedException {
		try (LogCapture log = new LogCapture("plus.social.spring.event", Level.INFO)) {
			this.queue = queue((event) -> {
				if (event.getUserId().equals("user1")) {
					throw new IllegalStateException("t0ken");
				}
				if (event.getUserId().equals("user2")) {
					throw new StackOverflowError();
				}
				this.delivered.add(event);
			});
			SocialPlusTokenEvent last = event(3);
			List.of(event(1), event(2), last).forEach(this.queue::add);
			assertThat(take()).isEqualTo(last);
			assertThat(log.messages(Level.WARN)).singleElement()
				.asString()
				.contains(IllegalStateException.class.getName())
				.doesNotContain("t0ken");
		}
	}

	@Test
	void aListenerThatInterruptsItsThreadDoesNotAffectTheNextOne() throws InterruptedException {
		BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
		this.queue = queue((event) -> {
			interrupted.add(Thread.currentThread().isInterrupted());
			Thread.currentThread().interrupt();
			this.delivered.add(event);
		});
		this.queue.add(event(1));
		this.queue.add(event(2));
		take();
		take();
		assertThat(interrupted).containsExactly(false, false);
	}

	@Test
	void eventsBeyondTheBoundAreDroppedAndCounted() throws InterruptedException {
		this.queue = queue(this::block);
		this.queue.add(event(0));
		awaitEntered();
		for (int i = 1; i <= TokenEventQueue.CAPACITY + 3; i++) {
			this.queue.add(event(i));
		}
		assertThat(this.queue.getDroppedCount()).isEqualTo(3);
		this.gate.countDown();
		for (int i = 0; i <= TokenEventQueue.CAPACITY; i++) {
			assertThat(take().getUserId()).isEqualTo("user" + i);
		}
		this.queue.add(event(7));
		assertThat(take()).as("there is room again").isNotNull();
		assertThat(this.queue.getDroppedCount()).isEqualTo(3);
	}

	@Test
	void stoppingDeliversWhatWaits() throws InterruptedException {
		this.queue = queue(this::block);
		this.queue.add(event(0));
		awaitEntered();
		this.queue.add(event(1));
		Thread opener = new Thread(this.gate::countDown);
		opener.start();
		this.queue.stop(LONG);
		assertThat(this.delivered).hasSize(2);
		assertThat(this.queue.getDroppedCount()).isZero();
		this.queue.add(event(2));
		assertThat(this.queue.getDroppedCount()).as("after the end").isOne();
		opener.join();
	}

	@Test
	void stoppingDoesNotWaitForAListenerThatBlocks() throws InterruptedException {
		try (LogCapture log = new LogCapture("plus.social.spring.event", Level.INFO)) {
			CountDownLatch interrupted = new CountDownLatch(1);
			this.queue = queue((event) -> {
				this.entered.countDown();
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					interrupted.countDown();
				}
			});
			this.queue.add(event(0));
			awaitEntered();
			this.queue.add(event(1));
			this.queue.stop(Duration.ofMillis(1));
			assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(this.queue.getDroppedCount()).isOne();
			assertThat(log.messages(Level.WARN)).singleElement().asString().startsWith("1 events");
		}
	}

	@Test
	void aListenerMayStopTheApplication() throws InterruptedException {
		CountDownLatch stopped = new CountDownLatch(1);
		this.queue = queue((event) -> {
			this.queue.stop(Duration.ofHours(1));
			stopped.countDown();
		});
		this.queue.add(event(0));
		assertThat(stopped.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void itCanBeStartedAgain() throws InterruptedException {
		this.queue.add(event(0));
		take();
		this.queue.stop(LONG);
		assertThat(this.queue.isRunning()).isFalse();
		this.queue.start();
		SocialPlusTokenEvent event = event(1);
		this.queue.add(event);
		assertThat(take()).isEqualTo(event);
	}

}
