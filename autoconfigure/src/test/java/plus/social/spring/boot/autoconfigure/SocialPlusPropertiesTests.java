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

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.client.SocialPlusRegion;
import plus.social.spring.session.LoginMode;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link SocialPlusProperties} and {@link SocialPlusPropertiesFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SocialPlusPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(PropertiesConfiguration.class);

	@Test
	void haveTheDefaultsOfTheContract() {
		this.runner.run((context) -> {
			SocialPlusProperties properties = context.getBean(SocialPlusProperties.class);
			assertThat(properties.isEnabled()).isTrue();
			assertThat(properties.getRegion()).isEqualTo(SocialPlusRegion.SG);
			assertThat(properties.getBaseUrl()).isNull();
			assertThat(properties.getServerKey()).isNull();
			assertThat(properties.getHttp().getConnectTimeout()).isEqualTo(Duration.ofSeconds(1));
			assertThat(properties.getHttp().getAttemptTimeout()).isEqualTo(Duration.ofSeconds(2));
			assertThat(properties.getHttp().getCallTimeout()).isEqualTo(Duration.ofSeconds(3));
			assertThat(properties.getHttp().getMaxConnections()).isEqualTo(64);
			assertThat(properties.getLogin().getMode()).isEqualTo(LoginMode.EAGER);
			assertThat(properties.getLogin().getBudget()).isEqualTo(Duration.ofMillis(250));
			assertThat(properties.getToken().getTimeToLive()).isEqualTo(Duration.ofMinutes(10));
			assertThat(properties.getToken().getRefreshBefore()).isEqualTo(Duration.ofMinutes(2));
		});
	}

	@ParameterizedTest
	@CsvSource({ "eu, EU", "EU, EU", "sg, SG", "us, US" })
	void takeARegion(String value, SocialPlusRegion region) {
		this.runner.withPropertyValues("socialplus.region=" + value)
			.run((context) -> assertThat(context.getBean(SocialPlusProperties.class).getRegion()).isEqualTo(region));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n" })
	void blankTextIsNone(String blank) {
		this.runner
			.withPropertyValues("socialplus.server-key=" + blank, "socialplus.base-url=" + blank,
					"socialplus.previous-server-key=" + blank, "socialplus.server-key-location=" + blank)
			.run((context) -> {
				SocialPlusProperties properties = context.getBean(SocialPlusProperties.class);
				assertThat(properties.getServerKey()).isNull();
				assertThat(properties.getBaseUrl()).isNull();
				assertThat(properties.getPreviousServerKey()).isNull();
				assertThat(properties.getServerKeyLocation()).isNull();
			});
	}

	@Test
	void printNoSecret() {
		this.runner.withPropertyValues("socialplus.server-key=canary", "socialplus.previous-server-key=canary")
			.run((context) -> assertThat(context.getBean(SocialPlusProperties.class)).asString()
				.doesNotContain("canary"));
	}

	static Stream<String[]> invalid() {
		return Stream.of(
				new String[] { "socialplus.region", "mars", "there is no such region", "eu, sg, us", "Console" },
				new String[] { "socialplus.base-url", "http://canary.example", "https", "socialplus.region", "" },
				new String[] { "socialplus.base-url", "https://me:canary@host", "user info", "socialplus.region", "" },
				new String[] { "socialplus.base-url", "https://host?canary", "query", "socialplus.region", "" },
				new String[] { "socialplus.base-url", "https://host#canary", "fragment", "socialplus.region", "" },
				new String[] { "socialplus.base-url", "canary", "absolute", "socialplus.region", "" },
				new String[] { "socialplus.server-key", "can\nary", "visible ASCII", "Console", "Integrations" },
				new String[] { "socialplus.server-key", "canary with spaces", "visible ASCII", "Console", "" },
				new String[] { "socialplus.server-key", "canary".repeat(26), "at most 150 characters", "Console", "" },
				new String[] { "socialplus.previous-server-key", "can ary", "visible ASCII", "Console", "" },
				new String[] { "socialplus.http.connect-timeout", "-1s", "must be positive", "", "" },
				new String[] { "socialplus.http.attempt-timeout", "0s", "must be positive", "", "" },
				new String[] { "socialplus.http.call-timeout", "-1s", "must be positive", "", "" },
				new String[] { "socialplus.http.max-connections", "0", "must be positive", "", "" },
				new String[] { "socialplus.login.budget", "-1ms", "must not be negative", "", "" },
				new String[] { "socialplus.token.time-to-live", "-10m", "must be positive", "", "" },
				new String[] { "socialplus.token.refresh-before", "-1s", "must not be negative", "", "" },
				new String[] { "socialplus.token.refresh-before", "10m", "less than socialplus.token.time-to-live", "",
						"" });
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void aStartWithAnInvalidOneFailsWithOneClearMessage(String property, String value, String problem, String advice,
			String more, CapturedOutput output) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(PropertiesConfiguration.class)
			.web(WebApplicationType.NONE)
			.properties(java.util.Map.of(property, value));
		assertThatException().isThrownBy(application::run);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property '" + property + "' is invalid")
			.contains(problem)
			.contains(advice)
			.contains(more)
			.doesNotContain("canary")
			.doesNotContain("can\nary");
	}

	@Test
	void theServerKeyIsAPropertyOrInAFile() {
		this.runner.withPropertyValues("socialplus.server-key=canary", "socialplus.server-key-location=/canary")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'socialplus.server-key-location' is invalid")
				.hasMessageContaining("cannot be combined with 'socialplus.server-key'")
				.hasMessageNotContaining("canary"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://gateway.example/amity", "http://localhost:9000", "https://apix.amity.co" })
	void takeABaseUrl(String url) {
		this.runner.withPropertyValues("socialplus.base-url=" + url)
			.run((context) -> assertThat(context.getBean(SocialPlusProperties.class).getBaseUrl()).isEqualTo(url));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SocialPlusProperties.class)
	static class PropertiesConfiguration {

	}

}
