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

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AdminTokenLifetime}.
 */
class AdminTokenLifetimeTests {

	private static final AdminTokenLifetime LIFETIME = new AdminTokenLifetime("0123abcd",
			Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T05:00:00Z"));

	@Test
	void aTokenIsRenewedWithHalfOfItsLifeLeft() {
		assertThat(LIFETIME.renewAt()).isEqualTo(Instant.parse("2026-01-01T02:30:00Z"));
	}

	@Test
	void isReadAsItWasWritten() {
		assertThat(AdminTokenLifetime.parse(LIFETIME.format())).isEqualTo(LIFETIME);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "0123abcd", "0123abcd 2026-01-01T00:00:00Z",
			"0123abcd 2026-01-01T00:00:00Z 2026-01-01T05:0", "0123abcd 2026-01-01T05:00:00Z 2026-01-01T05:00:00Z",
			"0123ABCD 2026-01-01T00:00:00Z 2026-01-01T05:00:00Z", "../x 2026-01-01T00:00:00Z 2026-01-01T05:00:00Z",
			"0123abcd 2026-01-01T00:00:00Z 2026-01-01T05:00:00Z x", "\u0000\u001f\u008b" })
	void anythingElseIsUnknown(String text) {
		assertThat(AdminTokenLifetime.parse(text)).isNull();
	}

}
