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

package plus.social.spring.benchmarks;

import java.io.File;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationProcess}: the smallest measurement.
 */
class ApplicationProcessTests {

	@Test
	void logsIn() {
		try (SocialPlusServer socialPlus = new SocialPlusServer();
				ApplicationProcess application = ApplicationProcess.start(Variant.WITH, Stack.SERVLET,
						socialPlus.getBaseUrl())) {
			Logins logins = Logins.make(application, 3, 2);
			assertThat(logins.getSucceeded()).as(application.getOutput().toString()).isEqualTo(3);
			assertThat(logins.getFailed()).isZero();
			// On a machine that is slow, each call is joined by a second attempt.
			assertThat(socialPlus.takeMaxSockets()).isLessThanOrEqualTo(2 * 3);
		}
	}

	@Test
	void leavesTheStarterOut() {
		List<String> with = entries(Variant.WITH);
		List<String> without = entries(Variant.WITHOUT);
		assertThat(without).hasSameSizeAs(with);
		List<String> starter = with.stream().filter((entry) -> !without.contains(entry)).toList();
		assertThat(starter).hasSize(2);
		assertThat(starter.get(0) + starter.get(1)).contains("core", "autoconfigure");
	}

	private static List<String> entries(Variant variant) {
		return List.of(ApplicationClasspath.of(variant).split(Pattern.quote(File.pathSeparator)));
	}

}
