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

package plus.social.spring.session;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionTokenCounts}.
 */
class SessionTokenCountsTests {

	private final SessionTokenCounts counts = new SessionTokenCounts();

	@Test
	void aSessionIsSkippedOnceForAReason() {
		this.counts.addSkipped("s1", LoginSkip.CONDITION);
		this.counts.addSkipped("s1", LoginSkip.CONDITION);
		this.counts.addSkipped("s1", LoginSkip.USER);
		this.counts.addSkipped("s2", LoginSkip.USER);
		assertThat(this.counts.getSkipped(LoginSkip.CONDITION)).isEqualTo(1);
		assertThat(this.counts.getSkipped(LoginSkip.USER)).isEqualTo(2);
		assertThat(this.counts.getSkipped(LoginSkip.MODE)).isZero();
	}

	@Test
	void rememberedSessionsAreBounded() {
		for (int i = 0; i <= SessionTokenCounts.MAX_SKIPPED_SESSIONS; i++) {
			this.counts.addSkipped("s" + i, LoginSkip.USER);
		}
		this.counts.addSkipped("s1", LoginSkip.USER);
		assertThat(this.counts.getSkipped(LoginSkip.USER)).as("s1 was forgotten")
			.isEqualTo(SessionTokenCounts.MAX_SKIPPED_SESSIONS + 2);
	}

}
