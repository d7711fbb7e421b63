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

package plus.social.spring.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocialPlusClientSettings}.
 */
class SocialPlusClientSettingsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration BAD = Duration.ofMillis(-1);

	@Test
	void hasDefaults() {
		assertThat(SocialPlusClientSettings.defaults()).isEqualTo(new SocialPlusClientSettings(SECOND,
				Duration.ofSeconds(2), Duration.ofSeconds(3), 64, Duration.ofMinutes(10), null));
	}

	@Test
	void everythingIsPositive() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SocialPlusClientSettings(BAD, SECOND, SECOND, 1, SECOND, null))
			.withMessage("'connectTimeout' must be positive");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SocialPlusClientSettings(SECOND, BAD, SECOND, 1, SECOND, null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SocialPlusClientSettings(SECOND, SECOND, Duration.ZERO, 1, SECOND, null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SocialPlusClientSettings(SECOND, SECOND, SECOND, 0, SECOND, null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SocialPlusClientSettings(SECOND, SECOND, SECOND, 1, Duration.ZERO, null));
	}

}
