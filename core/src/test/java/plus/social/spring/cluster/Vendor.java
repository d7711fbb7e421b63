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

import java.net.ConnectException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import reactor.core.publisher.Mono;

/**
 * Social Plus as a simulation needs it: it answers after 20 to 80 ms, or is down, and
 * counts.
 */
final class Vendor {

	private static final Duration FASTEST = Duration.ofMillis(20);

	private static final int SPREAD_MICROS = 60_000;

	private static final Duration REFUSAL = Duration.ofMillis(1);

	private final VirtualTime time;

	private final Random random;

	private final Rate mints = new Rate();

	private final Rate answers = new Rate();

	private final Map<String, Integer> statuses = new HashMap<>();

	private Duration fastest = FASTEST;

	private int spreadMicros = SPREAD_MICROS;

	private Outage outage = Outage.NONE;

	Vendor(VirtualTime time, Random random) {
		this.time = time;
		this.random = random;
	}

	/**
	 * Take the same time for each answer.
	 */
	Vendor taking(Duration time) {
		this.fastest = time;
		this.spreadMicros = 1;
		return this;
	}

	/**
	 * Answer with another status for one user.
	 */
	Vendor answering(String userId, int status) {
		this.statuses.put(userId, status);
		return this;
	}

	void set(Outage outage) {
		this.outage = outage;
	}

	Mono<Integer> exchange(String userId) {
		return Mono.defer(() -> switch (this.outage) {
			case NONE -> mint(this.statuses.getOrDefault(userId, 200));
			case REFUSES -> Mono.delay(REFUSAL).then(Mono.error(new ConnectException("Connection refused")));
			case HANGS -> Mono.never();
		});
	}

	private Mono<Integer> mint(int status) {
		this.mints.count(this.time.micros());
		Duration latency = this.fastest.plusNanos(this.random.nextInt(this.spreadMicros) * 1000L);
		return Mono.delay(latency).map((tick) -> {
			this.answers.count(this.time.micros());
			return status;
		});
	}

	/**
	 * Return when tokens were given.
	 */
	Rate getAnswers() {
		return this.answers;
	}

	Rate getMints() {
		return this.mints;
	}

	/**
	 * How the vendor is down.
	 */
	enum Outage {

		NONE, REFUSES, HANGS

	}

}
