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
import java.util.Locale;
import java.util.Random;

import plus.social.spring.cluster.Vendor.Outage;

/**
 * An outage of the vendor, seen from 200 nodes with a million users.
 */
record OutageRun(String title, double steady, int waiting, Duration outage, Duration first, Duration most, long peak) {

	static final int WAITING = 10_000;

	private static final Duration SECOND = Duration.ofSeconds(1);

	/**
	 * Let the vendor be down for so long that 10,000 sessions wait, and at least for a
	 * time.
	 */
	static OutageRun run(String title, Outage outage, Duration least) {
		try (VirtualTime time = new VirtualTime()) {
			Random random = new Random(1);
			Vendor vendor = new Vendor(time, random);
			Crowd crowd = new Crowd(time, new Cluster(time, vendor, random, 200, true), random, 1_000_000)
				.inFullSwing();
			crowd.run(Duration.ofSeconds(60));
			long downAt = time.micros();
			vendor.set(outage);
			crowd.run(least);
			while (crowd.getWaiting().getNumber() < WAITING) {
				crowd.tick();
			}
			long backAt = time.micros();
			int waiting = crowd.getWaiting().measure(crowd.getSessions());
			vendor.set(Outage.NONE);
			while (crowd.getWaiting().servedAfter(0.99).isNegative() || time.micros() < backAt + 20_000_000) {
				crowd.tick();
			}
			return new OutageRun(title, vendor.getMints().mean(40_000_000, downAt), waiting,
					Duration.ofMillis((backAt - downAt) / 1000), crowd.getWaiting().servedAfter(0),
					crowd.getWaiting().servedAfter(0.99), vendor.getMints().most(SECOND, backAt, time.micros()));
		}
	}

	String toRow() {
		return String.format(Locale.ROOT, "| %s, %.0f s | %,d | %.0f | %.2f s | %.1f s | %,d | %.2f |", this.title,
				this.outage.toMillis() / 1e3, this.waiting, this.steady, this.first.toMillis() / 1e3,
				this.most.toMillis() / 1e3, this.peak, this.peak / this.steady);
	}

}
