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

import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPropertiesTests {

	private static final String WARNING = "Unknown properties are ignored: ";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SocialPlusAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "socialplus.sever-key, socialplus.server-key", "socialplus.login.budgett, socialplus.login.budget",
			"socialplus.login-budget, socialplus.login.budget", "socialplus.api-keys, socialplus.api-key",
			"socialplus.mtls.keystore-pasword, socialplus.mtls.key-store-password",
			"socialplus.http.proxy.hots, socialplus.http.proxy.host", "socialplus.server-key[0], socialplus.server-key",
			"socialplus.user.plain-source[0], socialplus.user.plain-sources" })
	void theNearestNameIsLogged(String unknown, String nearest, CapturedOutput output) {
		this.runner.withPropertyValues(unknown + "=can-ary", "socialplus.region=eu").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce(WARNING + "'" + unknown + "' (did you mean '" + nearest + "'?)")
				.doesNotContain("can-ary");
		});
	}

	@Test
	void allOfThemAreInOneLine(CapturedOutput output) {
		this.runner
			.withPropertyValues("socialplus.sever-key=a",
					"socialplus.zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz.yyyyyyyyyyyyyyyy=b", "socialplus.login=eager")
			.run((context) -> assertThat(output).containsOnlyOnce(WARNING)
				.containsPattern(
						Pattern.compile(Pattern.quote(WARNING) + "'socialplus.login' .*, 'socialplus.sever-key' .*, "
								+ "'socialplus.zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz.yyyyyyyyyyyyyyyy'\\R")));
	}

	@Test
	void thereIsAnEndToTheLine(CapturedOutput output) {
		this.runner
			.withPropertyValues(java.util.stream.IntStream.range(0, 1000)
				.mapToObj((i) -> "socialplus.more.x" + i + "=a")
				.toArray(String[]::new))
			.run((context) -> assertThat(output).contains(", and 980 more"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "socialplus.server-key", "socialplus.serverKey", "socialplus.server_key",
			"socialplus.SERVERKEY", "socialplus.apikey", "socialplus.login.required-authorities[0]",
			"socialplus.user.plain-sources", "socialplus.user.plainSources[1]", "socialplus.http.proxy.host",
			"socialplus.test.anything", "socialplus.emulator.port", "another.sever-key" })
	void namesThatExistAreNotLogged(String name, CapturedOutput output) {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new org.springframework.core.env.MapPropertySource("test", Map.of(name, "local"))))
			.run((context) -> assertThat(output).doesNotContain(WARNING));
	}

	@Test
	void aGroupWithoutPropertiesIsNotLogged(CapturedOutput output) {
		this.runner.withPropertyValues("socialplus.login=", "socialplus.http.proxy=")
			.run((context) -> assertThat(output).doesNotContain(WARNING));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "SOCIALPLUS_SEVERKEY", "SOCIALPLUS_SEVER_KEY", "socialplus_sever_key", "socialplus.sever-key" })
	void theNameOfAVariableIsLoggedAsItIs(String variable, CapturedOutput output) {
		runWithVariable(variable);
		assertThat(output).containsOnlyOnce(WARNING + "'" + variable + "' (did you mean 'socialplus.server-key'?)")
			.doesNotContain("canary");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SOCIALPLUS_SERVERKEY", "SOCIALPLUS_SERVER_KEY", "SOCIALPLUS_LOGIN_BUDGET",
			"SOCIALPLUS_USER_PLAINSOURCES_0", "SOCIALPLUS_USER_PLAIN_SOURCES_1_",
			"SOCIALPLUS_LOGIN_REQUIREDAUTHORITIES", "SOCIALPLUS_SERVICE_HOST", "SOCIALPLUS_PORT_80_TCP_ADDR",
			"SOCIALPLUS_PORT", "SOCIALPLUS" })
	void variablesThatExistOrAreForOthersAreNotLogged(String variable, CapturedOutput output) {
		runWithVariable(variable);
		assertThat(output).doesNotContain(WARNING);
	}

	private void runWithVariable(String variable) {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new SystemEnvironmentPropertySource("variables", Map.of(variable, "1ms"))))
			.run((context) -> assertThat(context).getBean(SocialPlusProperties.class).isNotNull());
	}

	@Test
	void aSourceThatFailsDoesNotStopTheStartAndHidesNoOther(CapturedOutput output) {
		this.runner.withPropertyValues("socialplus.sever-key=a").withInitializer((context) -> {
			context.getEnvironment().getPropertySources().addFirst(new FailingSource());
			context.getEnvironment().getPropertySources().addFirst(new NamelessSource());
		}).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains(WARNING + "'socialplus.sever-key'");
		});
	}

	@Test
	void nothingIsLoggedWhileItIsSwitchedOff(CapturedOutput output) {
		this.runner.withPropertyValues("socialplus.enabled=false", "socialplus.sever-key=a")
			.run((context) -> assertThat(output).doesNotContain(WARNING));
	}

	private static final class FailingSource extends EnumerablePropertySource<Object> {

		// Names are read while the context starts, too.
		FailingSource() {
			super("failing", new Object());
		}

		@Override
		public String[] getPropertyNames() {
			if (StackWalker.getInstance()
				.walk((frames) -> frames
					.anyMatch((frame) -> frame.getClassName().equals(UnknownProperties.class.getName())))) {
				throw new IllegalStateException("canary");
			}
			return new String[0];
		}

		@Override
		public Object getProperty(String name) {
			return null;
		}

	}

	private static final class NamelessSource extends PropertySource<Object> {

		NamelessSource() {
			super("nameless", new Object());
		}

		@Override
		public Object getProperty(String name) {
			return null;
		}

	}

}
