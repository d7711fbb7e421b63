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

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications on both stacks whose class path lacks optional libraries: they
 * start, attach a token to a login and have the token endpoint.
 */
@Tag("management")
class MissingLibrariesTests {

	@ParameterizedTest
	@EnumSource
	void tokensAreAttachedWithoutTheLibraries(Libraries missing) throws InterruptedException {
		List<String> all = ChildJvm.getClassPathWithout((file) -> false);
		List<String> classPath = ChildJvm.getClassPathWithout(missing::include);
		assertThat(classPath).hasSizeLessThan(all.size());
		try (SocialPlusEmulator emulator = SocialPlusEmulator.create();
				ChildJvm jvm = ChildJvm.start(FormLoginApplications.class, classPath, properties(emulator))) {
			for (Stack stack : Stack.values()) {
				String user = "alice-" + stack.ordinal();
				assertAttaches(jvm.awaitPort(), stack, emulator, user);
			}
			assertThat(jvm.getOutput()).doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
		}
	}

	private static String[] properties(SocialPlusEmulator emulator) {
		return new String[] { "socialplus.base-url=" + emulator.getBaseUrl(),
				"socialplus.server-key=" + emulator.getServerKey(), "socialplus.login.budget=1m",
				"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
				"socialplus.http.call-timeout=1m", "spring.profiles.active=in-memory",
				"server.netty.max-keep-alive-requests=1", "logging.level.root=warn" };
	}

	private static void assertAttaches(int port, Stack stack, SocialPlusEmulator emulator, String user) {
		Browser browser = new Browser(URI.create("http://127.0.0.1:" + port),
				(stack == Stack.SERVLET) ? "JSESSIONID" : "SESSION");
		assertThat(Browser.location(browser.logIn(user))).isEqualTo("/");
		assertThat(emulator.getTokens(user)).hasSize(1);
		HttpResponse<String> token = browser.postJson("/socialplus/token", "", "X-CSRF-TOKEN",
				Browser.csrf(browser.get("/login")));
		assertThat(token.statusCode()).isEqualTo(200);
		assertThat(token.body()).contains("\"userId\":\"" + user + "\"", emulator.getTokens(user).get(0));
		assertThat(emulator.getTokens(user)).hasSize(1);
	}

	/**
	 * Libraries that an application may lack. Nearly all other tests of this module lack
	 * all of them.
	 */
	enum Libraries {

		ACTUATOR("spring-boot-(starter-)?(actuator|health).*"),

		METRICS("(spring-boot-micrometer-metrics|micrometer-core|micrometer-jakarta9|micrometer-registry|prometheus-metrics).*"),

		// Spring Boot's metrics do not start without its observations.
		OBSERVATION("spring-boot-micrometer-(observation|metrics|tracing).*"),

		TRACING("(spring-boot-micrometer-tracing|micrometer-tracing|context-propagation|brave).*");

		private final Pattern names;

		Libraries(String names) {
			this.names = Pattern.compile(names);
		}

		boolean include(String file) {
			return this.names.matcher(file).matches();
		}

	}

}
