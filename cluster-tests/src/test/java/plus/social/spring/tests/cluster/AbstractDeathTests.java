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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import plus.social.spring.boot.test.SocialPlusEmulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for nodes that are killed while people log in. One kill ends logins at every
 * {@link Point}, {@value #LOGINS} at each, so that few processes are enough.
 */
abstract class AbstractDeathTests {

	private static final int LOGINS = 10;

	/**
	 * How many nodes are killed, so that {@value #LOGINS} times as many logins end at
	 * each point.
	 */
	private static final int KILLS = Integer.getInteger("socialplus.tests.kills", 4);

	private final Map<String, Visitor> visitors = new LinkedHashMap<>();

	private final SetUp setUp;

	AbstractDeathTests(SetUp setUp) {
		this.setUp = setUp;
	}

	@Test
	void aNodeThatDiesLosesNoLoginThatItHasAcknowledged() throws Exception {
		assumeThat(this.setUp.isAvailable()).as("%s is there", this.setUp).isTrue();
		try (Store store = this.setUp.startStore();
				SocialPlusEmulator emulator = SocialPlusEmulator.create();
				HeldAnswers socialPlus = new HeldAnswers(emulator.getBaseUrl());
				Node other = Node.start(this.setUp, store, emulator)) {
			List<String> properties = new ArrayList<>(Node.getProperties(this.setUp, store, emulator));
			properties.removeIf((property) -> property.startsWith("socialplus.base-url="));
			properties.add("socialplus.base-url=" + socialPlus.getUrl());
			NodeProcess next = new NodeProcess(this.setUp, properties);
			for (int kill = 0; kill < KILLS; kill++) {
				NodeProcess node = next;
				node.getUrl();
				next = (kill < KILLS - 1) ? new NodeProcess(this.setUp, properties) : null;
				die(node, socialPlus, kill);
				check(store, emulator, other.getUrl());
			}
			for (Point point : Point.values()) {
				ClusterTable.add(new DeathRow(this.setUp, point), KILLS * LOGINS);
			}
		}
	}

	private void die(NodeProcess node, HeldAnswers socialPlus, int kill) throws Exception {
		this.visitors.clear();
		URI url = node.getUrl();
		socialPlus.whenHeld(node::addStopped);
		Map<String, CompletableFuture<HttpResponse<String>>> answers = new LinkedHashMap<>();
		for (int i = 0; i < LOGINS; i++) {
			for (Point point : Point.values()) {
				String user = point.user(kill * LOGINS + i);
				Visitor visitor = new Visitor();
				this.visitors.put(user, visitor);
				answers.put(user, visitor.logInLater(url, user).whenComplete((answer, failure) -> {
					if (point.isAcknowledged() && failure == null) {
						node.addStopped(user);
					}
				}));
			}
		}
		node.awaitStopped(Set.copyOf(answers.keySet()));
		node.kill();
		answers.forEach(AbstractDeathTests::checkAnswer);
	}

	private static void checkAnswer(String user, CompletableFuture<HttpResponse<String>> answer) {
		if (Point.of(user).isAcknowledged()) {
			assertThat(answer.join().statusCode()).isEqualTo(302);
			assertThat(answer.join().headers().firstValue("Location").orElse("")).doesNotContain("error");
		}
		else {
			assertThat(answer).as(user).failsWithin(Duration.ofMinutes(2));
		}
	}

	// Everybody comes back, on the node that is left.
	private void check(Store store, SocialPlusEmulator emulator, URI other) {
		this.visitors.forEach((user, visitor) -> {
			Point point = Point.of(user);
			int mints = point.getMints(this.setUp);
			assertThat(emulator.getTokenCount(user)).as("mints for %s", user).isEqualTo(mints);
			HttpResponse<String> page = visitor.get(other, "/page");
			if (point.isAcknowledged()) {
				assertThat(page.body()).isEqualTo(user);
				assertThat(emulator.getTokens(user)).containsExactly(visitor.get(other, "/token").body());
			}
			else {
				assertThat(page.statusCode()).as("status for %s", user).isEqualTo(302);
			}
			assertThat(emulator.getTokenCount(user)).as("mints for %s", user).isEqualTo(mints);
		});
		Orphans.assertNone(store);
	}

}
