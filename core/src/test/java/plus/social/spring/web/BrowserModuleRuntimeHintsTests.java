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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BrowserModuleRuntimeHints} and the other hints of this module, as a
 * build finds them.
 */
class BrowserModuleRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		AotServices.factories(getClass().getClassLoader())
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getName().startsWith("plus.social.spring."))
			.forEach((registrar) -> registrar.registerHints(this.hints, getClass().getClassLoader()));
	}

	@Test
	void everyFileOfTheModuleIsInANativeImage() {
		BrowserModule module = new BrowserModule("/socialplus", "/socialplus/token", "/socialplus/visitor");
		assertThat(module.getFiles()).hasSize(2).allSatisfy((file) -> {
			String name = file.getPath().substring(file.getPath().lastIndexOf('/') + 1);
			assertThat(RuntimeHintsPredicates.resource().forResource("plus/social/spring/web/" + name))
				.accepts(this.hints);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken",
			"org.springframework.security.oauth2.core.ClaimAccessor" })
	void loginsWithOptionalMechanismsAreRecognized(String type) throws ClassNotFoundException {
		assertThat(RuntimeHintsPredicates.reflection().onType(Class.forName(type))).accepts(this.hints);
	}

}
