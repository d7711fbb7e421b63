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

package plus.social.spring.cluster;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import plus.social.spring.session.AwaitedToken;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusAuthToken;

/**
 * Users of an application: each logs in, makes a request every 15 to 45 seconds, logs out
 * after half an hour, and logs in again. Whose session has no token asks for one every
 * five seconds, as the endpoint tells a client to.
 */
final class Crowd {

	static final Duration SESSION = Duration.ofMinutes(30);

	private static final long SESSION_MICROS = SESSION.toNanos() / 1000;

	private static final int RENEWED_AFTER = 8 * 60 * 1_000_000;

	private static final int INTERVAL = 15_000_000;

	private static final int INTERVAL_SPREAD = 30_000_000;

	private static final int RETRY_AFTER = 5_000_000;

	private static final int TICK = 10_000;

	private final VirtualTime time;

	private final Cluster cluster;

	private final Random random;

	private final SimulatedSession[] sessions;

	/**
	 * The users of a tick: the first one, and for each the next one.
	 */
	private final int[] first = new int[(INTERVAL + INTERVAL_SPREAD) / TICK + 1];

	private final int[] next;

	private final Waiting waiting;

	Crowd(VirtualTime time, Cluster cluster, Random random, int size) {
		this.time = time;
		this.cluster = cluster;
		this.random = random;
		this.waiting = new Waiting(time);
		this.sessions = new SimulatedSession[size];
		this.next = new int[size];
		Arrays.fill(this.first, -1);
		for (int user = 0; user < size; user++) {
			this.sessions[user] = new SimulatedSession(user, SESSION_MICROS, this.waiting);
			plan(user, untilFirstRequest());
		}
	}

	// As if they had been at it for long.
	private int untilFirstRequest() {
		int micros = this.random.nextInt(INTERVAL + INTERVAL_SPREAD);
		int interval = INTERVAL + this.random.nextInt(INTERVAL_SPREAD);
		return (micros < interval) ? micros : untilFirstRequest();
	}

	/**
	 * Begin in the middle of a day: sessions and tokens of all ages.
	 */
	Crowd inFullSwing() {
		for (SimulatedSession session : this.sessions) {
			long age = (long) (this.random.nextDouble() * SESSION_MICROS);
			session.endsAt = SESSION_MICROS - age;
			long left = RENEWED_AFTER - age % RENEWED_AFTER;
			SocialPlusAuthToken token = new SocialPlusAuthToken(session.getLogin().getId(), "t0ken",
					MutableClock.START.plus(Cluster.REFRESH_BEFORE).plusNanos(left * 1000));
			SocialPlusTokenAttributes.write(token, session::setAttribute);
		}
		return this;
	}

	Waiting getWaiting() {
		return this.waiting;
	}

	SimulatedSession[] getSessions() {
		return this.sessions;
	}

	private void plan(int user, int micros) {
		int tick = (int) ((this.time.micros() + micros) / TICK % this.first.length);
		this.next[user] = this.first[tick];
		this.first[tick] = user;
	}

	/**
	 * Let the next hundredth of a second pass.
	 */
	void tick() {
		long now = this.time.micros() + TICK;
		this.time.advanceTo(now);
		int tick = (int) (now / TICK % this.first.length);
		int user = this.first[tick];
		this.first[tick] = -1;
		while (user >= 0) {
			int following = this.next[user];
			request(user, now);
			user = following;
		}
	}

	void run(Duration duration) {
		long until = this.time.micros() + duration.toNanos() / 1000;
		while (this.time.micros() < until) {
			tick();
		}
	}

	private void request(int user, long now) {
		SimulatedSession session = this.sessions[user];
		if (now >= session.endsAt) {
			session.logIn(now, now + SESSION_MICROS);
			attach(session, this.cluster.node(user));
		}
		else if (session.needsToken(now)) {
			fetch(session, this.cluster.node(user));
		}
		plan(user, session.hasToken() ? INTERVAL + this.random.nextInt(INTERVAL_SPREAD) : RETRY_AFTER);
	}

	private void fetch(SimulatedSession session, SessionTokens node) {
		node.collect(session);
		if (session.hasToken()) {
			attach(session, node);
		}
		else {
			node.obtain(session).getFuture().whenComplete((token, failure) -> put(session, node, token));
		}
	}

	private void attach(SimulatedSession session, SessionTokens node) {
		AwaitedToken awaited = node.attach(session);
		if (awaited != null) {
			long until = this.time.micros() + awaited.getMaxWait().toNanos() / 1000;
			awaited.getFuture().whenComplete((token, failure) -> {
				if (this.time.micros() <= until) {
					put(session, node, token);
				}
			});
		}
	}

	private void put(SimulatedSession session, SessionTokens node, SocialPlusAuthToken token) {
		if (token != null) {
			node.put(session, token);
		}
	}

}
