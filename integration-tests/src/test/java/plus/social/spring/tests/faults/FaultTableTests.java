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

package plus.social.spring.tests.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.tests.Stack;
import plus.social.spring.tests.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests that no fault of Social Plus breaks a login, for {@code docs/fault-table.md}.
 */
@Faults
@Order(Integer.MAX_VALUE)
class FaultTableTests {

	private static final Map<FaultRow, FaultRowResult> results = new TreeMap<>(FaultRow.ORDER);

	private final FaultTablePage page = new FaultTablePage(Path.of("../docs/fault-table.md"));

	static Stream<FaultRow> rows() {
		return (FaultTable.isWhole() ? FaultRow.all() : FaultRow.some()).stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rows")
	void everyLoginSucceeds(FaultRow row) throws Exception {
		try (Upstream upstream = row.fault().start();
				TestApplication application = FaultStack.startWithDefaults(row.stack(), upstream,
						row.getProperties(FaultTable.isWritten()))) {
			application.getBean(SocialPlusTokenClient.class).warmUp().block();
			FaultRowResult result = new FaultRowRun(row, upstream, application).run();
			Outcome outcome = row.fault().getOutcome();
			assertThat(result.getTokens()).as("tokens").isEqualTo(outcome.hasToken() ? FaultRow.LOGINS : 0);
			assertThat(result.getRefused()).as("reasons").allMatch(outcome.reasons()::contains);
			assertThat(result.getCalls()).as("calls").isLessThanOrEqualTo(result.getMostCalls());
			new CanaryPages(application).scan();
			results.put(row, result);
		}
	}

	@AfterAll
	static void write() throws IOException {
		if (FaultTable.isWritten() && results.keySet().containsAll(FaultRow.all())
				&& SimultaneousLoginsTests.getResults().size() == Stack.values().length) {
			new FaultTablePage(Path.of("../docs/fault-table.md")).write(results);
		}
	}

	@Test
	void thePageHasEveryFaultInEveryModeOnBothStacks() {
		assumeThat(FaultTable.isWritten()).as("the page is about to be written").isFalse();
		assertThat(FaultRow.all().stream().map(FaultRow::getSection).distinct()).allSatisfy((section) -> {
			List<String> rows = FaultRow.all()
				.stream()
				.filter((row) -> row.getSection().equals(section))
				.map(FaultRow::getCells)
				.toList();
			assertThat(this.page.read(section)).as(section).isEqualTo(rows);
		});
	}

}
