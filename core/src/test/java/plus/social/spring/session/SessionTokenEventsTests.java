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

package plus.social.spring.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plus.social.spring.LogCapture;
import plus.social.spring.event.SocialPlusTokenAttachedEvent;
import plus.social.spring.event.SocialPlusTokenEvent;
import plus.social.spring.event.SocialPlusTokenEventPublisher;
import plus.social.spring.event.SocialPlusTokenIssuedEvent;
import plus.social.spring.event.SocialPlusTokenUnavailableEvent;
import plus.social.spring.fetch.FakeTokenService;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the events and the log of {@link SessionTokens}.
 */
class SessionTokenEventsTests {

	private static final int MAX_CALLS = 2;

	private final MutableClock clock = new MutableClock();

	private final FakeTokenService service = new FakeTokenService(this.clock);

	private final FakeSession session = new FakeSession("s1");

	private final BlockingQueue<Object> published = new LinkedBlockingQueue<>();

	private final SocialPlusTokenEventPublisher publisher = new SocialPlusTokenEventPublisher(this.published::add,
			() -> true, this.clock);

	private final SessionTokens tokens = tokens(LoginMode.EAGER);

	@AfterEach
	void stop() {
		this.publisher.stop();
	}

	private SessionTokens tokens(LoginMode mode) {
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock);
		TokenFetcher fetcher = new TokenFetcher(this.service, policy::isFresh, this.clock, MAX_CALLS,
				Duration.ofSeconds(1));
		SessionTokens tokens = new SessionTokens(policy, fetcher,
				new LoginSettings(mode, Duration.ofSeconds(1), Duration.ofSeconds(3)));
		tokens.setEventPublisher(this.publisher);
		return tokens;
	}

	private SocialPlusTokenEvent take() throws InterruptedException {
		return (SocialPlusTokenEvent) this.published.poll(30, TimeUnit.SECONDS);
	}

	private List<Object> takeAll() {
		this.publisher.stop();
		this.publisher.start();
		List<Object> all = new ArrayList<>();
		this.published.drainTo(all);
		return all;
	}

	@Test
	void aLoginIsIssuedATokenBeforeItIsAttached() throws InterruptedException {
		AwaitedToken awaited = this.tokens.attach(this.session.login("alice"));
		this.service.answer(0);
		this.tokens.put(this.session, awaited.getNow());
		this.tokens.put(this.session, awaited.getNow());
		assertThat(take()).isInstanceOf(SocialPlusTokenIssuedEvent.class);
		assertThat(take()).isInstanceOfSatisfying(SocialPlusTokenAttachedEvent.class, (attached) -> {
			assertThat(attached.isLate()).isFalse();
			assertThat(attached.getUserId()).isEqualTo("alice");
			assertThat(attached.getMechanism()).isEqualTo("FakeLogin");
		});
		assertThat(takeAll()).as("attached once").isEmpty();
	}

	@Test
	void aWaitingRequestContinuesAfterTheEventOfItsToken() {
		AwaitedToken awaited = this.tokens.attach(this.session.login("alice"));
		List<Object> publishedBefore = new ArrayList<>();
		awaited.getFuture().thenRun(() -> publishedBefore.addAll(takeAll()));
		this.service.answer(0);
		assertThat(publishedBefore).singleElement().isInstanceOf(SocialPlusTokenIssuedEvent.class);
	}

	@Test
	void aLaterRequestAttachesLate() throws InterruptedException {
		this.tokens.attach(this.session.login("alice"));
		this.service.answer(0);
		this.tokens.collect(this.session);
		assertThat(take()).isInstanceOf(SocialPlusTokenIssuedEvent.class);
		assertThat(take()).isInstanceOfSatisfying(SocialPlusTokenAttachedEvent.class,
				(attached) -> assertThat(attached.isLate()).isTrue());
	}

	@Test
	void requestsThatShareACallAreOneEvent() {
		this.tokens.attach(this.session.login("alice"));
		this.tokens.attach(this.session);
		this.tokens.obtain(this.session);
		this.service.answer(0);
		assertThat(takeAll()).hasSize(1);
	}

	@Test
	void aSessionWithoutATokenIsOneEventAMinute() {
		for (int i = 0; i < 5; i++) {
			this.tokens.attach(this.session.login("alice"));
			this.service.fail(i, Reason.USER_BANNED);
			this.clock.advance(TokenFetcher.FAILURE_PAUSE);
		}
		assertThat(takeAll()).singleElement()
			.isInstanceOfSatisfying(SocialPlusTokenUnavailableEvent.class,
					(event) -> assertThat(event.getReason()).isEqualTo(Reason.USER_BANNED));
		assertThat(this.tokens.getCounts().getFailed()).isEqualTo(5);
	}

	@Test
	void aRenewalIsIssued() throws InterruptedException {
		this.tokens.issue(SocialPlusUser.of("alice"), "Bearer");
		this.tokens.issue(SocialPlusUser.of("alice"), "Bearer");
		this.service.answer(0);
		assertThat(take().getMechanism()).isEqualTo("Bearer");
		assertThat(takeAll()).as("the second request shares the call").isEmpty();
	}

	@Test
	void atDebugOneLineSaysWhoHasATokenAndHowLongItTook() {
		try (LogCapture log = new LogCapture(SessionTokens.class.getName(), Level.DEBUG).ofThisThread()) {
			AwaitedToken awaited = this.tokens.attach(this.session.login("alice"));
			this.clock.advance(Duration.ofMillis(34));
			this.service.answer(0);
			this.tokens.put(this.session, awaited.getNow());
			assertThat(log.messages(Level.DEBUG))
				.containsExactly("token attached for 2bd806c9, minted in 34 ms, login mode eager");
		}
	}

	@Test
	void aRenewedTokenIsLoggedWithItsOwnTime() {
		try (LogCapture log = new LogCapture(SessionTokens.class.getName(), Level.DEBUG).ofThisThread()) {
			AwaitedToken renewed = this.tokens.issue(SocialPlusUser.of("alice"), null);
			this.clock.advance(Duration.ofMillis(5));
			this.service.answer(0);
			this.tokens.put(this.session.login("alice"), renewed.getNow());
			assertThat(log.messages(Level.DEBUG)).singleElement().asString().contains("minted in 5 ms");
		}
	}

}
