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

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeviceId}.
 */
class DeviceIdTests {

	@Test
	void isTheSameForTheSameUse() {
		assertThat(DeviceId.of("node", "mail", "alice")).isEqualTo(DeviceId.of("node", "mail", "alice"))
			.matches("spring-[0-9a-f]{64}");
	}

	@Test
	void isSharedByNoTwoUses() {
		assertThat(Stream.of(DeviceId.of("node", "mail", "alice"), DeviceId.of("node", "mail", "bob"),
				DeviceId.of("node", "news", "alice"), DeviceId.of("edge", "mail", "alice"),
				DeviceId.of("nodem", "ail", "alice"), DeviceId.of("node", "maila", "lice"),
				DeviceId.of("node", "alice", "mail")))
			.doesNotHaveDuplicates();
	}

}
