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
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import plus.social.spring.LogCapture;
import plus.social.spring.cluster.Vendor.Outage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what {@code docs/clusters.md} says of many nodes is true, on a clock of
 * their own.
 */
@Tag("simulation")
class ClusterSimulationTests {

	private LogCapture log;

	@BeforeEach
	void beQuiet() {
		this.log = new LogCapture("plus.social.spring.fetch", Level.OFF);
	}

	@AfterEach
	void beLoudAgain() {
		this.log.close();
	}

	@Test
	void afterAnOutageTheTokensComeSoonAndNotInAWave() throws IOException {
		OutageRun run = OutageRun.run("refused at once", Outage.REFUSES, Duration.ZERO);
		assertThat(run.waiting()).isGreaterThanOrEqualTo(OutageRun.WAITING);
		assertThat(run.first()).isLessThanOrEqualTo(Duration.ofSeconds(5));
		assertThat(run.most()).isLessThanOrEqualTo(Duration.ofSeconds(15));
		assertThat(run.peak()).isLessThanOrEqualTo((long) (2 * run.steady()));
		if (ClustersPage.WRITING) {
			OutageRun hangs = OutageRun.run("never answered", Outage.HANGS, Duration.ZERO);
			OutageRun lasts = OutageRun.run("refused at once", Outage.REFUSES, Duration.ofMinutes(2));
			ClustersPage.write("outages", Stream.of(run, hangs, lasts).map(OutageRun::toRow).toList());
		}
		assertThat(ClustersPage.lines()).contains(run.toRow());
	}

	@Test
	void aSessionThatStaysOnItsNodeIsMintedForOnceAndAtEachRenewal() throws IOException {
		List<RenewalRun> runs = Stream.of(1, 2, 20, 200).map(RenewalRun::run).toList();
		// At the login, and after each eight minutes.
		assertThat(runs).allSatisfy((run) -> assertThat(run.sticky()).isEqualTo(4));
		assertThat(runs).allSatisfy((run) -> assertThat(run.thousand()).isLessThanOrEqualTo(5L * run.nodes()));
		if (ClustersPage.WRITING) {
			ClustersPage.write("renewals", runs.stream().map(RenewalRun::toRow).toList());
		}
		assertThat(ClustersPage.lines()).containsAll(runs.stream().map(RenewalRun::toRow).toList());
	}

}
