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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The tables of stores by fault in {@code docs/clusters.md}, between the lines that say
 * so.
 */
final class ClusterTable {

	private static final String BEGIN = "<!-- The table: written by ClusterTableTests in cluster-tests. Do not edit. -->\n";

	private static final String END = "<!-- The end of the table. -->\n";

	private static final String DEATHS = """

			| nodes, store | the node dies | acknowledged | on the other node | tokens minted | minted later | orphans | logins |
			| --- | --- | --- | --- | --- | --- | --- | --- |
			""";

	private static final String SICKNESSES = """

			| nodes, store | the store | page | login | first visit | tokens minted | back without a restart | longest, ms | without the starter, ms |
			| --- | --- | --- | --- | --- | --- | --- | --- | --- |
			""";

	private static final Map<DeathRow, Integer> deaths = new ConcurrentHashMap<>();

	private static final Map<SicknessRow, String> sicknesses = new ConcurrentHashMap<>();

	private static final Map<SicknessRow, String> times = new ConcurrentHashMap<>();

	private final Path page;

	ClusterTable(Path page) {
		this.page = page;
	}

	static void add(DeathRow row, int logins) {
		deaths.put(row, logins);
	}

	static void add(SicknessRow row, String statuses, long longest, long longestOfReference) {
		sicknesses.put(row, row.getStart() + " " + statuses + " | " + row.getMints() + " | yes |");
		times.put(row, " " + TimeUnit.NANOSECONDS.toMillis(longest) + " | "
				+ TimeUnit.NANOSECONDS.toMillis(longestOfReference) + " |");
	}

	/**
	 * Return whether every test that the table tells of has been run.
	 */
	static boolean isComplete() {
		return deaths.size() == SetUp.values().length * Point.values().length
				&& sicknesses.size() == SetUp.values().length * Sickness.values().length;
	}

	/**
	 * Return the rows, without what may be another in the next run.
	 */
	static List<String> getRows() {
		List<String> rows = new ArrayList<>();
		getDeathRows().forEach((row) -> rows.add(row.getCells()));
		getSicknessRows().forEach((row) -> rows.add(sicknesses.get(row)));
		return rows;
	}

	private static List<DeathRow> getDeathRows() {
		return Arrays.stream(SetUp.values())
			.flatMap((setUp) -> Arrays.stream(Point.values()).map((point) -> new DeathRow(setUp, point)))
			.toList();
	}

	private static List<SicknessRow> getSicknessRows() {
		return Arrays.stream(SetUp.values())
			.flatMap((setUp) -> Arrays.stream(Sickness.values()).map((sickness) -> new SicknessRow(setUp, sickness)))
			.toList();
	}

	void write() throws IOException {
		StringBuilder table = new StringBuilder(BEGIN).append(DEATHS);
		getDeathRows()
			.forEach((row) -> table.append(row.getCells()).append(" ").append(deaths.get(row)).append(" |\n"));
		table.append(SICKNESSES);
		getSicknessRows().forEach((row) -> table.append(sicknesses.get(row)).append(times.get(row)).append("\n"));
		String text = Files.readString(this.page);
		Files.writeString(this.page,
				text.substring(0, text.indexOf(BEGIN)) + table.append("\n") + text.substring(text.indexOf(END)));
	}

	/**
	 * Return what the page says, without what may be another in the next run.
	 */
	List<String> read() throws IOException {
		String text = Files.readString(this.page);
		return text.substring(text.indexOf(BEGIN), text.indexOf(END))
			.lines()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| nodes") && !line.startsWith("| ---"))
			.map((line) -> line.replaceFirst("(?<=\\| yes \\|) [0-9]+ \\| [0-9]+ \\|$|(?<=\\| 0 \\|) [0-9]+ \\|$", ""))
			.toList();
	}

}
