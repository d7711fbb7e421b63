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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page {@code docs/fault-table.md}.
 */
final class FaultTablePage {

	private static final String INTRODUCTION = """
			# Fault table

			<!-- Written by FaultTableTests in integration-tests. Do not edit: the command below writes it again. -->

			The effect of each fault of Social Plus on logins. For each row, an application runs on a real server, with the
			starter's own client, and calls a server on a raw socket that has the fault. %d users log in with form login one after
			the other, and each then uses the token in further requests.

			| column | meaning |
			| --- | --- |
			| logins, succeeded | logins tried, and those whose answers (status, headers, body) were those of the same application \
			without the starter |
			| tokens | right ones, in the end; no session ever held a wrong one |
			| refused | logins without a token in the end, and the reason that the application was given |
			| late | tokens that were not there yet when the login was answered, but for a later request |
			| calls | what the server saw: requests, and connections without one |
			| added | what logins took longer than the median of those without the starter, in ms: the median, and the most |

			Every build asserts the columns up to *refused*, that there are at most 1.1 calls for a login and one more, that in the
			modes `lazy` and `off` no login makes a call, that not even a connection is made to where a redirect leads, and that no
			server key, token or password of a key store or proxy leaks: in a log at any level, in an exception, on the console, in
			`toString()` of a bean, on an actuator page or in a metric. The last four columns were measured by the run that wrote
			this page, on %s.

			```shell
			mvn -pl integration-tests -am test -Dtest='**/faults/*Tests' -Dsurefire.failIfNoSpecifiedTests=false \\
			    -Dsocialplus.tests.fault-table=write
			```

			runs everything with the starter's default timeouts and writes this page. With `full` instead of `write`, timeouts
			are shorter for servers that never respond, and nothing is written. A build (`mvn verify`) runs every fault in mode
			`eager` on the servlet stack and in mode `prefetch` on WebFlux, and fewer concurrent logins.
			""";

	private static final String HEAD = """
			| fault | logins | succeeded | tokens | refused | late | calls | added, median | added, most |
			| --- | --- | --- | --- | --- | --- | --- | --- | --- |
			""";

	private static final String AT_ONCE = """

			## Many at once

			Mode `eager`, and responses after 2 seconds, which is too late for every login. There are never more than 64 connections,
			the default of `socialplus.http.max-connections`. The times include logging at `TRACE` for all of them at once;
			[performance.md](performance.md#a-login-storm-login-storm) has those of an application.

			""";

	private static final String UNDER_WAY = """

			## While a call is in progress

			On both stacks:

			| | test |
			| --- | --- |
			| the session ends: it stays ended, and the login is answered as usual | \
			`CallUnderWayTests.aSessionThatEndsWhileItsLoginWaitsStaysEnded`, \
			`CallUnderWayTests.aSessionThatEndsWhileItsTokenIsFetchedStaysEnded` |
			| the user logs out: the token is in no session | `CallUnderWayTests.aTokenThatComesAfterTheLogoutIsInNoSession`, \
			`CallUnderWayTests.aLogoutWhileAnotherTabWaitsForTheTokenStaysALogout` |
			| two tabs renew the token: one call, and the same token for both | \
			`CallUnderWayTests.twoTabsThatRenewAtOnceMakeOneCall` |
			""";

	private final Path file;

	FaultTablePage(Path file) {
		this.file = file;
	}

	void write(Map<FaultRow, FaultRowResult> results) throws IOException {
		String machine = Runtime.getRuntime().availableProcessors() + " processors with Java "
				+ Runtime.version().feature();
		String introduction = INTRODUCTION.formatted(FaultRow.LOGINS, machine);
		String tables = FaultRow.all()
			.stream()
			.map(FaultRow::getSection)
			.distinct()
			.map((section) -> section(section, results))
			.collect(Collectors.joining());
		String page = introduction + tables + atOnce() + UNDER_WAY;
		Canary.scan(this.file.toString(), page);
		Files.writeString(this.file, page);
	}

	private static String atOnce() {
		String cells = Outcome.token().toCells(SimultaneousLoginsTests.USERS);
		return SimultaneousLoginsTests.getResults()
			.entrySet()
			.stream()
			.map((entry) -> "| " + entry.getKey().getTitle() + " | " + cells + " |" + entry.getValue().toCells() + "\n")
			.collect(Collectors.joining("", AT_ONCE + HEAD.replace("| fault |", "| |"), ""));
	}

	private static String section(String section, Map<FaultRow, FaultRowResult> results) {
		return results.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().getSection().equals(section))
			.map((entry) -> entry.getKey().getCells() + entry.getValue().toCells() + "\n")
			.collect(Collectors.joining("", "\n## " + section + "\n\n" + HEAD, ""));
	}

	/**
	 * Return what the page says about a section, a line each, without what was measured.
	 */
	List<String> read(String section) throws IOException {
		return Files.readString(this.file)
			.replaceFirst("(?s).*\n## " + section + "\n", "")
			.replaceFirst("(?s)\n## .*", "")
			.lines()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| fault |") && !line.startsWith("| ---"))
			.map((line) -> line.replaceFirst("( [0-9]+ \\|){4}$", ""))
			.toList();
	}

}
