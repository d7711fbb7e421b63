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

package plus.social.spring.tests.cluster;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.boot.test.SocialPlusEmulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for a store that is sick: whatever works without Social Plus works with it.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AbstractSicknessTests {

	private static final String NO_ANSWER = "none";

	private static final String REFERENCE = "reference";

	private static final int ATTEMPTS = 20;

	private final SetUp setUp;

	private final Map<Integer, Node> nodes = new HashMap<>();

	private final Map<Integer, Node> references = new HashMap<>();

	private SocialPlusEmulator emulator;

	private Store store;

	AbstractSicknessTests(SetUp setUp) {
		this.setUp = setUp;
	}

	@BeforeAll
	void start() {
		assumeThat(this.setUp.isAvailable()).as("%s is there", this.setUp).isTrue();
		this.store = this.setUp.startStore();
		this.emulator = SocialPlusEmulator.create();
	}

	private Node node(Sickness sickness) {
		return this.nodes.computeIfAbsent(sickness.getPatienceSeconds(),
				(seconds) -> Node.start(this.setUp, this.store, this.emulator, seconds));
	}

	private Node reference(Sickness sickness) {
		return this.references.computeIfAbsent(sickness.getPatienceSeconds(),
				(seconds) -> Node.start(this.setUp, this.store, this.emulator, seconds, "socialplus.enabled=false",
						"spring.session.data.redis.namespace=" + REFERENCE));
	}

	@AfterAll
	void stop() throws Exception {
		this.nodes.values().forEach(Node::close);
		this.references.values().forEach(Node::close);
		for (AutoCloseable closeable : new AutoCloseable[] { this.emulator, this.store }) {
			if (closeable != null) {
				closeable.close();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void whateverWorksWithoutSocialPlusWorksWithIt(Sickness sickness) throws Exception {
		Node node = node(sickness);
		Node reference = reference(sickness);
		Guests guests = new Guests(node);
		Guests references = new Guests(reference);
		int mints = this.emulator.getTokenCount();
		sickness.begin(this.store);
		try {
			CompletableFuture<Map<String, String>> expected = CompletableFuture.supplyAsync(references::getStatuses);
			assertThat(guests.getStatuses()).isEqualTo(expected.join());
			SicknessRow row = new SicknessRow(this.setUp, sickness);
			assertThat(this.emulator.getTokenCount() - mints).as("mints").isEqualTo(row.getMints());
			ClusterTable.add(row, guests.getCells(), guests.getLongest(), references.getLongest());
		}
		finally {
			sickness.end(this.store);
		}
		mints = this.emulator.getTokenCount();
		Visitor visitor = logInAtLast(node, "back-" + sickness.ordinal());
		logInAtLast(reference, "reference");
		assertThat(this.emulator.getTokens("back-" + sickness.ordinal()))
			.contains(getAtLast(node, visitor, "/token").body());
		assertNoMoreOrphans();
	}

	// A Redis that stalls between the two commands that write a session keeps it for
	// ever.
	private void assertNoMoreOrphans() {
		Settled.await(this::hasNoMoreOrphans);
		assertThat(hasNoMoreOrphans()).as("no more orphans than without Social Plus in %s", this.store.findOrphans())
			.isTrue();
		this.store.clear();
	}

	private boolean hasNoMoreOrphans() {
		List<String> orphans = this.store.findOrphans();
		long expected = orphans.stream().filter((orphan) -> orphan.startsWith(REFERENCE)).count();
		return orphans.size() <= 2 * expected;
	}

	// A client of a store takes a while to connect again, and a store that is well may be
	// slow on a machine that is busy.
	private static Visitor logInAtLast(Node node, String user) {
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Visitor visitor = new Visitor();
			HttpResponse<String> page = getAtLast(node, visitor, "/login");
			if (visitor.submit(node.getUrl(), page, user).join().statusCode() == 302) {
				return visitor;
			}
		}
		throw new IllegalStateException("No login works");
	}

	private static HttpResponse<String> getAtLast(Node node, Visitor visitor, String path) {
		AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
		Settled.await(() -> {
			answer.set(visitor.get(node.getUrl(), path));
			return answer.get().statusCode() == 200;
		});
		return answer.get();
	}

	/**
	 * Those who have come before the store was sick, and what they do then.
	 */
	private static final class Guests {

		private final Map<String, String> statuses = new LinkedHashMap<>();

		private final URI node;

		private final Visitor alice;

		private final Visitor bob = new Visitor();

		private final HttpResponse<String> loginPage;

		private long longest;

		Guests(Node node) {
			this.node = node.getUrl();
			this.alice = logInAtLast(node, "alice");
			this.loginPage = getAtLast(node, this.bob, "/login");
		}

		Map<String, String> getStatuses() {
			add("page", () -> this.alice.getLater(this.node, "/page"));
			add("login", () -> this.bob.submit(this.node, this.loginPage, "bob"));
			add("visit", () -> new Visitor().getLater(this.node, "/login"));
			return this.statuses;
		}

		private void add(String name, java.util.function.Supplier<CompletableFuture<HttpResponse<String>>> request) {
			long start = System.nanoTime();
			String status = request.get()
				.handle((answer, failure) -> (failure != null) ? NO_ANSWER : String.valueOf(answer.statusCode()))
				.join();
			this.longest = Math.max(this.longest, System.nanoTime() - start);
			this.statuses.put(name, status);
		}

		String getCells() {
			return String.join(" | ", this.statuses.values());
		}

		long getLongest() {
			return this.longest;
		}

	}

}
