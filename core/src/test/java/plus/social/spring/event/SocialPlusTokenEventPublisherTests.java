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

import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusTokenEventPublisher}.
 */
class SocialPlusTokenEventPublisherTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private final MutableClock clock = new MutableClock();

	private final BlockingQueue<Object> published = new LinkedBlockingQueue<>();

	private boolean listening = true;

	private final SocialPlusTokenEventPublisher publisher = new SocialPlusTokenEventPublisher(this.published::add,
			() -> this.listening, this.clock);

	@AfterEach
	void stop() {
		this.publisher.stop();
	}

	private SocialPlusTokenEvent take() throws InterruptedException {
		return (SocialPlusTokenEvent) this.published.poll(30, TimeUnit.SECONDS);
	}

	@Test
	void anEventHasTheUserTheTimeAndTheMechanism() throws InterruptedException {
		this.publisher.publishIssued(ALICE, "Form");
		this.publisher.publishAttached(ALICE, null, true);
		this.publisher.publishUnavailable(ALICE, "Form", Reason.TIMEOUT);
		SocialPlusTokenEvent issued = take();
		assertThat(issued).isInstanceOf(SocialPlusTokenIssuedEvent.class);
		assertThat(issued.getUserId()).isEqualTo("alice");
		assertThat(issued.getMechanism()).isEqualTo("Form");
		assertThat(issued.getTime()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
		assertThat(issued.getSource()).isEqualTo(ALICE);
		SocialPlusTokenEvent attached = take();
		assertThat(attached).isInstanceOfSatisfying(SocialPlusTokenAttachedEvent.class,
				(event) -> assertThat(event.isLate()).isTrue());
		assertThat(attached.getMechanism()).isNull();
		assertThat(take()).isInstanceOfSatisfying(SocialPlusTokenUnavailableEvent.class,
				(event) -> assertThat(event.getReason()).isEqualTo(Reason.TIMEOUT));
		assertThat(issued.toString()).contains("Form").doesNotContain("alice");
	}

	@Test
	void withoutAListenerThereIsNoThread() {
		this.listening = false;
		assertThat(this.publisher.isActive()).isFalse();
		this.publisher.publishIssued(ALICE, null);
		this.publisher.publishAttached(ALICE, null, false);
		this.publisher.publishUnavailable(ALICE, null, Reason.TIMEOUT);
		this.publisher.stop();
		assertThat(this.published).isEmpty();
		assertThat(this.publisher.getDroppedCount()).isZero();
	}

	@Test
	void theSameFailureOfAUserIsPublishedOnceAMinute() throws InterruptedException {
		for (int i = 0; i < 100; i++) {
			this.publisher.publishUnavailable(ALICE, null, Reason.USER_BANNED);
		}
		this.publisher.publishUnavailable(ALICE, null, Reason.TIMEOUT);
		this.publisher.publishUnavailable(SocialPlusUser.of("bob"), null, Reason.USER_BANNED);
		this.clock.advance(SocialPlusTokenEventPublisher.REPEAT_AFTER);
		this.publisher.publishUnavailable(ALICE, null, Reason.USER_BANNED);
		assertThat(take().getUserId()).isEqualTo("alice");
		assertThat(((SocialPlusTokenUnavailableEvent) take()).getReason()).isEqualTo(Reason.TIMEOUT);
		assertThat(take().getUserId()).isEqualTo("bob");
		assertThat(take().getTime()).isEqualTo(this.clock.instant());
		this.publisher.stop();
		assertThat(this.published).isEmpty();
	}

	@Test
	void itStopsAfterTheWebServer() {
		assertThat(this.publisher.isRunning()).isTrue();
		assertThat(this.publisher.getPhase()).isLessThan(SmartLifecycle.DEFAULT_PHASE - 2048);
	}

}
