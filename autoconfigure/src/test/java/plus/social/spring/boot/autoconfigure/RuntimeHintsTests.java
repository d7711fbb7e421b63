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

package plus.social.spring.boot.autoconfigure;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the hints for native images, as a build finds them.
 */
class RuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void register() {
		register(this.hints, getClass().getClassLoader());
	}

	private static void register(RuntimeHints hints, ClassLoader classLoader) {
		AotServices.factories(RuntimeHintsTests.class.getClassLoader())
			.load(RuntimeHintsRegistrar.class)
			.stream()
			.filter((registrar) -> registrar.getClass().getName().startsWith("plus.social.spring."))
			.forEach((registrar) -> registrar.registerHints(hints, classLoader));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.security.web.SecurityFilterChain", "jakarta.servlet.Filter",
			"org.springframework.security.web.server.SecurityWebFilterChain",
			"org.springframework.web.server.WebFilter",
			"org.springframework.security.web.access.intercept.RequestAuthorizationContext",
			"org.springframework.security.oauth2.client.registration.ClientRegistrationRepository",
			"org.springframework.security.saml2.provider.service.registration.RelyingPartyRegistrationRepository" })
	void loginSourcesAreDetected(String type) throws ClassNotFoundException {
		assertThat(RuntimeHintsPredicates.reflection().onType(Class.forName(type))).accepts(this.hints);
	}

	@Test
	void theBrowserModuleIsInANativeImage() {
		assertThat(RuntimeHintsPredicates.resource().forResource("plus/social/spring/web/socialplus.js"))
			.accepts(this.hints);
	}

	@Test
	void securityRulesCanBeEvaluatedWithARequestOfAProxy() {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(HttpServletRequest.class)).accepts(this.hints);
	}

	@Test
	void thereIsNoHintForAClassThatIsMissing() {
		RuntimeHints reactive = new RuntimeHints();
		register(reactive, new FilteredClassLoader("jakarta.servlet"));
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(HttpServletRequest.class)).rejects(reactive);
		assertThat(RuntimeHintsPredicates.reflection().onType(HttpServletRequest.class)).rejects(reactive);
	}

}
