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
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import plus.social.spring.client.SimulatedTokenClient;
import plus.social.spring.client.SocialPlusClientSettings;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSettings;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenPolicy;

/**
 * Nodes that share nothing but the sessions, each with the starter's defaults.
 */
final class Cluster {

	static final Duration REFRESH_BEFORE = Duration.ofMinutes(2);

	private static final Duration BUDGET = Duration.ofMillis(250);

	private final List<SessionTokens> nodes;

	private final boolean sticky;

	private final Random random;

	/**
	 * Create a cluster.
	 * @param size how many nodes
	 * @param sticky whether one node answers all requests of a session
	 */
	Cluster(VirtualTime time, Vendor vendor, Random random, int size, boolean sticky) {
		this.nodes = IntStream.range(0, size).mapToObj((node) -> node(time, vendor, random)).toList();
		this.sticky = sticky;
		this.random = random;
	}

	private static SessionTokens node(VirtualTime time, Vendor vendor, Random random) {
		SocialPlusClientSettings settings = SocialPlusClientSettings.defaults();
		SimulatedTokenClient client = new SimulatedTokenClient(time, settings, random, vendor::exchange);
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(REFRESH_BEFORE, time);
		TokenFetcher tokenFetcher = new TokenFetcher(client, policy::isFresh, time, settings.maxConnections(), BUDGET);
		return new SessionTokens(policy, tokenFetcher,
				new LoginSettings(LoginMode.EAGER, BUDGET, settings.callTimeout()));
	}

	/**
	 * Return the node that answers a request.
	 * @param user whose request it is
	 */
	SessionTokens node(int user) {
		return this.nodes.get(this.sticky ? user % this.nodes.size() : this.random.nextInt(this.nodes.size()));
	}

}
