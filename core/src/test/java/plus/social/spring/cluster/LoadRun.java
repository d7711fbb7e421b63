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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import plus.social.spring.session.AwaitedToken;
import plus.social.spring.session.SessionTokens;

/**
 * Users of one node who come at a rate, each a new one: what became of them in windows of
 * five seconds.
 */
final class LoadRun implements AutoCloseable {

	private static final long WINDOW = 5_000_000;

	private static final long IN_TIME = 3_000_000;

	private final VirtualTime time = new VirtualTime();

	private final Random random = new Random(1);

	private final Vendor vendor = new Vendor(this.time, this.random);

	private final SessionTokens node = new Cluster(this.time, this.vendor, this.random, 1, true).node(0);

	private final Kind kind;

	private final Rate offered = new Rate();

	private final Rate inTime = new Rate();

	private int users;

	LoadRun(Kind kind) {
		this.kind = kind;
	}

	Vendor getVendor() {
		return this.vendor;
	}

	SessionTokens getNode() {
		return this.node;
	}

	/**
	 * Let users come.
	 * @param inASecond how many in a second
	 * @param duration for how long
	 */
	LoadRun offer(int inASecond, Duration duration) {
		long until = this.time.micros() + duration.toNanos() / 1000;
		long interval = 1_000_000 / inASecond;
		while (this.time.micros() + interval <= until) {
			ask();
			this.time.advanceTo(this.time.micros() + interval);
		}
		this.time.advanceTo(until);
		return this;
	}

	private void ask() {
		long askedAt = this.time.micros();
		LoadSession session = new LoadSession("user" + this.users++);
		this.offered.count(askedAt);
		switch (this.kind) {
			case ENDPOINT -> await(askedAt, this.node.obtain(session));
			case RENEWAL -> await(askedAt, this.node.issue(session.getLogin(), null));
			case LOGIN -> logIn(askedAt, session);
		}
	}

	private void await(long askedAt, AwaitedToken awaited) {
		awaited.getFuture().whenComplete((token, failure) -> {
			if (token != null && this.time.micros() - askedAt <= IN_TIME) {
				this.inTime.count(askedAt);
			}
		});
	}

	// The next requests come after a second, and after another one.
	private void logIn(long askedAt, LoadSession session) {
		this.node.attach(session);
		for (int second = 1; second <= IN_TIME / 1_000_000; second++) {
			this.time.schedule(() -> request(askedAt, session), second * 1_000_000L - 1, TimeUnit.MICROSECONDS);
		}
	}

	private void request(long askedAt, LoadSession session) {
		if (!session.hasToken()) {
			this.node.collect(session);
			this.node.attach(session);
			if (session.hasToken()) {
				this.inTime.count(askedAt);
			}
		}
	}

	/**
	 * Return what became of the users of each window.
	 */
	List<Window> getWindows() {
		this.time.advanceTo(this.time.micros() + IN_TIME);
		List<Window> windows = new ArrayList<>();
		for (long from = 0; from + WINDOW + IN_TIME <= this.time.micros(); from += WINDOW) {
			long to = from + WINDOW;
			windows.add(new Window(from / 1_000_000, this.offered.count(from, to),
					this.vendor.getAnswers().count(from, to), this.inTime.count(from, to)));
		}
		return windows;
	}

	@Override
	public void close() {
		this.time.close();
	}

	/**
	 * What users ask for.
	 */
	enum Kind {

		ENDPOINT, RENEWAL, LOGIN

	}

	/**
	 * What became of the users who came in five seconds.
	 *
	 * @param second when it began
	 * @param offered how many came
	 * @param served how many answers Social Plus gave in that time
	 * @param inTime how many of those who came had a token within three seconds
	 */
	record Window(long second, long offered, long served, long inTime) {

		String toRow(String title) {
			return String.format(Locale.ROOT, "| %s | %02d s | %d | %d | %d |", title, this.second, this.offered,
					this.served, this.inTime);
		}

	}

}
