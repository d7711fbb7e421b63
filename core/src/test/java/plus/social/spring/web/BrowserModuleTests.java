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

package plus.social.spring.web;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link BrowserModule} and {@link BrowserModuleFile}.
 */
class BrowserModuleTests {

	@Test
	void hasThePathsOfTheApplication() {
		BrowserModule module = new BrowserModule("/assets/chat", "/api/token", "/api/visitor");
		assertThat(module.getFiles()).extracting(BrowserModuleFile::getPath)
			.containsExactly("/assets/chat/socialplus.js", "/assets/chat/socialplus.d.ts");
		assertThat(new String(module.getScript().getContent(), StandardCharsets.UTF_8))
			.contains("{ module: '/assets/chat/socialplus.js', token: '/api/token', visitor: '/api/visitor' }");
	}

	@Test
	void isAnotherFileForOtherPaths() {
		BrowserModule module = new BrowserModule("/socialplus", "/socialplus/token", "/socialplus/visitor");
		BrowserModule other = new BrowserModule("/socialplus", "/api/token", "/socialplus/visitor");
		assertThat(other.getScript().getEtag()).isNotEqualTo(module.getScript().getEtag());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "socialplus", "/a'b", "/a b", "/a/", "//a", "/a?b", "/a\\b", "/{a}", "/**" })
	void takesNothingThatMeansMoreThanAPath(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> new BrowserModule(path, "/token", "/visitor"));
		assertThatIllegalArgumentException().isThrownBy(() -> new BrowserModule("/module", path, "/visitor"));
		assertThatIllegalArgumentException().isThrownBy(() -> new BrowserModule("/module", "/token", path));
	}

}
