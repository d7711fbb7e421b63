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

import plus.social.spring.session.SessionTokens;
import plus.social.spring.token.SocialPlusUser;

/**
 * Sessions of half an hour, and a user who does nothing but ask for new tokens.
 */
record RenewalRun(int nodes, double sticky, double anywhere, long hundred, long thousand) {

	private static final int USERS = 1000;

	static RenewalRun run(int nodes) {
		return new RenewalRun(nodes, mintsInASession(nodes, true), mintsInASession(nodes, false), renewals(nodes, 100),
				renewals(nodes, 1000));
	}

	private static double mintsInASession(int nodes, boolean sticky) {
		try (VirtualTime time = new VirtualTime()) {
			Random random = new Random(1);
			Vendor vendor = new Vendor(time, random);
			new Crowd(time, new Cluster(time, vendor, random, nodes, sticky), random, USERS).run(Crowd.SESSION);
			return vendor.getMints().getTotal() / (double) USERS;
		}
	}

	// Spread evenly over five seconds and over the nodes.
	private static long renewals(int nodes, int number) {
		try (VirtualTime time = new VirtualTime()) {
			Vendor vendor = new Vendor(time, new Random(1));
			Cluster cluster = new Cluster(time, vendor, new Random(1), nodes, true);
			for (int i = 0; i < number; i++) {
				SessionTokens node = cluster.node(i);
				node.issue(SocialPlusUser.of("alice"), null);
				time.advanceTo(4_900_000L * (i + 1) / number);
			}
			return vendor.getMints().most(Duration.ofSeconds(5));
		}
	}

	String toRow() {
		return String.format(Locale.ROOT, "| %d | %.1f | %.1f | %d | %d |", this.nodes, this.sticky, this.anywhere,
				this.hundred, this.thousand);
	}

}
