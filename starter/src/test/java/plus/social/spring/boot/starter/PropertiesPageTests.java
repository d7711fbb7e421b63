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

package plus.social.spring.boot.starter;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/properties.md} is what the configuration metadata says.
 */
class PropertiesPageTests {

	private static final boolean WRITING = "write".equals(System.getProperty("socialplus.tests.properties"));

	@Test
	void thePageHasEveryPropertyWithItsDefaultAndDescription() throws IOException {
		if (WRITING) {
			PropertiesPage.write();
		}
		assertThat(PropertiesPage.readPage()).as("the page names the command that writes it")
			.isEqualTo(PropertiesPage.create());
	}

	@Test
	void everyPropertyIsDescribedInASentence() {
		assertThat(PropertiesPage.properties()).hasSizeGreaterThan(40)
			.extracting((property) -> String.valueOf(property.get("description")))
			.allMatch((description) -> description.matches("[A-Z].*\\."));
	}

}
