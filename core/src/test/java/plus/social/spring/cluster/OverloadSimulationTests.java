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

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.LogCapture;
import plus.social.spring.cluster.LoadRun.Kind;
import plus.social.spring.cluster.LoadRun.Window;
import plus.social.spring.cluster.Vendor.Outage;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a node serves those who wait now, in an overload, after an outage and beside
 * users whose calls fail.
 */
class OverloadSimulationTests {

	private LogCapture log;

	@BeforeEach
	void beQuiet() {
		this.log = new LogCapture("plus.social.spring.fetch", Level.INFO);
	}

	@AfterEach
	void beLoudAgain() {
		this.log.close();
	}

	@ParameterizedTest
	@EnumSource
	void inAnOverloadThoseWhoComeAreServed(Kind kind) throws IOException {
		try (LoadRun run = new LoadRun(kind)) {
			run.getVendor().taking(Duration.ofSeconds(2));
			List<Window> windows = run.offer(64, Duration.ofSeconds(20)).offer(16, Duration.ofSeconds(20)).getWindows();
			compare("overload", kind.name().toLowerCase(), windows);
			assertThat(windows.subList(0, 4).stream().mapToLong(Window::inTime).sum()).as("of 640 that are served")
				.isGreaterThan(600);
			assertThat(windows.subList(4, 8)).allSatisfy((window) -> assertThat(window.inTime()).isGreaterThan(74));
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void sixtyLoginsASecondHaveTheirTokensAsSoonAsAnOutageIsOver(Outage outage) throws IOException {
		try (LoadRun run = new LoadRun(Kind.LOGIN)) {
			run.offer(60, Duration.ofSeconds(20));
			run.getVendor().set(outage);
			run.offer(60, Duration.ofSeconds(18));
			run.getVendor().set(Outage.NONE);
			List<Window> windows = run.offer(60, Duration.ofSeconds(37)).getWindows();
			compare("outage", "an outage of 18 s, " + outage.name().toLowerCase(), windows);
			assertThat(windows.subList(0, 3))
				.allSatisfy((window) -> assertThat(window.inTime()).isEqualTo(window.offered()));
			assertThat(windows.get(8).inTime()).isGreaterThan(280);
			assertThat(windows.subList(9, 15))
				.allSatisfy((window) -> assertThat(window.inTime()).isEqualTo(window.offered()));
			assertThat(run.getVendor().getMints().most(Duration.ofSeconds(1))).isLessThanOrEqualTo(120);
			assertThat(this.log.messages(Level.INFO)).last()
				.isIn("Calls to Social Plus are no longer limited", "Social Plus auth tokens are issued again");
		}
	}

	@Test
	void sixtyLoginsASecondHaveTheirTokensAfterAStartWhoseFirstCallsTimeOut() throws IOException {
		try (LoadRun run = new LoadRun(Kind.LOGIN)) {
			run.getVendor().set(Outage.HANGS);
			run.offer(60, Duration.ofSeconds(4));
			run.getVendor().set(Outage.NONE);
			List<Window> windows = run.offer(60, Duration.ofSeconds(26)).getWindows();
			compare("outage", "a cold start", windows);
			assertThat(windows.subList(2, 6)).allSatisfy((window) -> assertThat(window.inTime()).isGreaterThan(290));
			assertThat(this.log.messages(Level.INFO)).noneMatch((message) -> message.contains("limited"));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 400, 403, 401, 302, 200 + 4 })
	void usersWhoseCallsFailTakeNothingFromOthers(int status) {
		try (LoadRun run = new LoadRun(Kind.ENDPOINT)) {
			List<SocialPlusUser> failing = IntStream.range(0, 5)
				.mapToObj((i) -> SocialPlusUser.of("mallory" + i))
				.toList();
			failing.forEach((user) -> run.getVendor().answering(user.getId(), status));
			run.offer(2, Duration.ofSeconds(5));
			for (int second = 0; second < 40; second++) {
				failing.forEach((user) -> run.getNode().issue(user, null));
				run.offer(2, Duration.ofSeconds(1));
			}
			assertThat(run.getWindows())
				.allSatisfy((window) -> assertThat(window.inTime()).isEqualTo(window.offered()));
			assertThat(this.log.messages(Level.ERROR)).isEmpty();
			// Calls of other tests, which nobody answers, are given up for lost in real
			// time.
			assertThat(this.log.messages(Level.WARN)).filteredOn((message) -> !message.contains("TimeoutException"))
				.allMatch((message) -> message.startsWith("A user gets no"));
		}
	}

	private static void compare(String table, String title, List<Window> windows) throws IOException {
		List<String> rows = windows.stream().map((window) -> window.toRow(title)).toList();
		if (ClustersPage.WRITING) {
			ClustersPage.replace(table, title, rows);
		}
		assertThat(ClustersPage.lines()).containsAll(rows);
	}

}
