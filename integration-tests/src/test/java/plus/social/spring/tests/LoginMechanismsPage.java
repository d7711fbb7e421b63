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

package plus.social.spring.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page {@code docs/login-mechanisms.md}.
 */
final class LoginMechanismsPage {

	private static final String INTRODUCTION = """
			# Login mechanisms

			<!-- Written by LoginMechanismsPageTests in integration-tests. Do not edit: "mvn verify" writes it again, \
			and fails if a cell has no passing test. -->

			The logins that get their token, and the test that proved it in the build that wrote this page. The tests are in
			[integration-tests](../integration-tests/src/test/java/plus/social/spring/tests).

			The jars of a mechanism with * resolve with Spring Security 7.0 (Spring Boot 4.0) only, so it is not tested with Spring
			Boot 4.1.
			""";

	private final Path file;

	LoginMechanismsPage(Path file) {
		this.file = file;
	}

	/**
	 * Return the cells of the page as it is now that have a test.
	 */
	Set<String> read() throws IOException {
		if (!Files.exists(this.file)) {
			return Set.of();
		}
		return Files.readAllLines(this.file)
			.stream()
			.filter((line) -> line.startsWith("| ") && line.contains("`"))
			.flatMap(LoginMechanismsPage::cells)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Stream<String> cells(String line) {
		List<String> columns = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
		return Arrays.stream(Stack.values())
			.filter((stack) -> columns.size() > stack.ordinal() + 2 && !columns.get(stack.ordinal() + 2).isEmpty())
			.map((stack) -> cell(columns.get(1), stack));
	}

	void write(Collection<Proof> proofs) throws IOException {
		String page = INTRODUCTION + Arrays.stream(LoginMechanism.Section.values())
			.map((section) -> section(section, proofs))
			.collect(Collectors.joining());
		Files.createDirectories(this.file.getParent());
		Files.writeString(this.file, page);
	}

	private static String section(LoginMechanism.Section section, Collection<Proof> proofs) {
		String head = Arrays.stream(Stack.values())
			.map(Stack::getTitle)
			.collect(Collectors.joining(" | ", "| | ", " |\n"));
		String rows = Arrays.stream(LoginMechanism.values())
			.filter((mechanism) -> mechanism.getSection() == section)
			.map((mechanism) -> row(mechanism, proofs))
			.collect(Collectors.joining());
		return "\n## " + section.getTitle() + "\n\n" + section.getMeaning() + "\n\n" + head
				+ "| --- ".repeat(Stack.values().length + 1) + "|\n" + rows;
	}

	private static String row(LoginMechanism mechanism, Collection<Proof> proofs) {
		return Arrays.stream(Stack.values())
			.map((stack) -> tests(mechanism, stack, proofs))
			.collect(Collectors.joining(" | ", "| " + title(mechanism) + " | ", " |\n"))
			.replace("  |", " |");
	}

	private static String tests(LoginMechanism mechanism, Stack stack, Collection<Proof> proofs) {
		return proofs.stream()
			.filter((proof) -> proof.mechanism() == mechanism && proof.stack() == stack)
			.sorted()
			.map((proof) -> "`" + proof.test() + "`")
			.collect(Collectors.joining(", "));
	}

	static String cell(Proof proof) {
		return cell(title(proof.mechanism()), proof.stack());
	}

	private static String cell(String title, Stack stack) {
		return title + " (" + stack.getTitle() + ")";
	}

	private static String title(LoginMechanism mechanism) {
		return mechanism.getTitle() + (mechanism.isSpringSecurity70() ? " *" : "");
	}

}
