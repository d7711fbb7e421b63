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

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The warning at start for paths of the endpoints that the application's rules deny, on
 * both stacks.
 */
@ExtendWith(OutputCaptureExtension.class)
public abstract class AbstractDeniedPathsTests {

	private static final String WARNING = "The security rules of the application deny ";

	/**
	 * Start an application whose rules the property {@code rules} names.
	 */
	protected abstract TestApplication start(String... properties);

	private void run(String rules, String... properties) {
		start(Stream.concat(Stream.of("rules=" + rules), Stream.of(properties)).toArray(String[]::new)).close();
	}

	@Test
	void rulesWithoutOneForEveryRequestDenyAllPaths(CapturedOutput output) {
		run("some-paths");
		assertThat(output).containsOnlyOnce(WARNING + "POST /socialplus/token to every user")
			.containsOnlyOnce(WARNING + "GET /socialplus/socialplus.js to every user")
			.doesNotContain("/socialplus/visitor to every user");
	}

	@Test
	void thePathOfVisitorsIsThereIfVisitorsAre(CapturedOutput output) {
		run("some-paths", "socialplus.visitor.secret=a-secret-of-32-characters-or-more");
		assertThat(output).containsOnlyOnce(WARNING + "POST /socialplus/visitor to every user");
	}

	@Test
	void pathsAreTheConfiguredOnes(CapturedOutput output) {
		run("deny-chat", "socialplus.endpoint.path=/chat/token", "socialplus.endpoint.module-path=/js");
		assertThat(output).containsOnlyOnce(WARNING)
			.contains(WARNING + "POST /chat/token to every user", "such as authenticated()");
	}

	@ParameterizedTest
	@ValueSource(strings = { "authenticated", "admins", "permitted", "part-of-the-request", "other-paths", "endless" })
	void nothingIsReportedThatDependsOnTheRequestOrIsAllowed(String rules, CapturedOutput output) {
		run(rules);
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void nothingIsReportedWithoutEndpoints(CapturedOutput output) {
		run("some-paths", "socialplus.endpoint.enabled=false");
		assertThat(output).doesNotContain(WARNING);
	}

}
