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

import java.lang.reflect.Field;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusServerKeyProvider;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusActuatorAutoConfiguration}.
 */
class SocialPlusActuatorAutoConfigurationTests {

	private static final String SECRET = "s3cret-of-the-test";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, SocialPlusAutoConfiguration.class,
				SocialPlusActuatorAutoConfiguration.class, EnvironmentEndpointAutoConfiguration.class,
				ConfigurationPropertiesReportEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=*",
				"management.endpoints.jmx.exposure.include=*", "management.endpoint.env.show-values=always",
				"management.endpoint.configprops.show-values=always");

	@Test
	void secretsAreHiddenFromEndpointsThatShowValues() {
		this.contextRunner
			.withPropertyValues("socialplus.region=eu", "socialplus.server-key=" + SECRET,
					"socialplus.previousServerKey=" + SECRET, "socialplus.http.proxy.host=localhost",
					"socialplus.http.proxy.port=3128", "socialplus.http.proxy.username=somebody",
					"socialplus.http.proxy.password=" + SECRET)
			.run((context) -> assertThat(show(context)).doesNotContain(SECRET).contains("EU").contains("somebody"));
	}

	@Test
	void secretsInEnvironmentVariablesAreHidden() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("variables",
						Map.of("SOCIALPLUS_SERVER_KEY", SECRET, "SOCIALPLUS_PREVIOUSSERVERKEY", SECRET))))
			.run((context) -> assertThat(show(context)).doesNotContain(SECRET).contains("SOCIALPLUS_SERVER_KEY"));
	}

	@Test
	void whatIsNotOursIsShown() {
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("theirs", Map.of("their.server-key", SECRET))))
			.run((context) -> assertThat(show(context)).contains(SECRET));
	}

	@Test
	void everySecretPropertyIsNamed() {
		List<String> names = new ArrayList<>();
		collectNames(SocialPlusProperties.class, "socialplus.", names);
		List<String> secrets = names.stream()
			.filter((name) -> name.matches(".*([pP]assword|Secret|secret|ServerKey|serverKey|Token)"))
			.toList();
		assertThat(secrets).hasSizeGreaterThanOrEqualTo(6)
			.allSatisfy((name) -> assertThat(
					new SecretPropertiesSanitizingFunction(() -> SecretValues.of(new MockEnvironment()), List::of)
						.apply(new SanitizableData(null, name, SECRET))
						.getValue())
				.as(name)
				.isNotEqualTo(SECRET));
	}

	@ParameterizedTest
	@ValueSource(strings = { "java -jar app.jar --socialplus.server-key=%s --server.port=0",
			"{\"socialplus\":{\"server-key\":\"%s\"}}", "-Dsocialplus.server-key='%s'", "https://proxy:%s@localhost",
			"%s", "prefix%ssuffix" })
	void aValueThatContainsASecretIsHidden(String form) {
		String text = form.replace("%s", SECRET);
		this.contextRunner.withPropertyValues("socialplus.server-key=" + SECRET)
			.withInitializer(add("theirs", Map.of("sun.java.command", text)))
			.run((context) -> assertThat(show(context)).doesNotContain(SECRET).contains("sun.java.command=***"));
	}

	@Test
	void everySecretIsHiddenByItsValue() {
		for (String name : SecretValues.PROPERTIES) {
			new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(SocialPlusActuatorAutoConfiguration.class))
				.withPropertyValues(name + "=" + SECRET)
				.run((context) -> assertThat(sanitize(context, "--" + name + "=" + SECRET)).as(name)
					.doesNotContain(SECRET));
		}
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = ' ', textBlock = """
			quo"te\\back quo\\"te\\\\back
			quo"te\\back quo%22te%5Cback
			quo"te\\back quo\\u0022te\\u005cback
			a/slash=colon:x a\\/slash\\=colon\\:x
			a/slash=colon:x a%2fslash%3dcolon%3ax
			""")
	void anEscapedSecretIsHidden(String secret, String escaped) {
		MockEnvironment environment = new MockEnvironment().withProperty("socialplus.mtls.key-password", secret);
		assertThat(SecretValues.of(environment).areIn("x=" + escaped + ";", (text) -> false)).isTrue();
	}

	@Test
	void aSecretBehindAPlaceholderIsHiddenWhereItComesFrom() {
		this.contextRunner.withPropertyValues("socialplus.server-key=${MY_KEY}", "MY_KEY=" + SECRET)
			.run((context) -> assertThat(show(context)).doesNotContain(SECRET).contains("MY_KEY=***"));
	}

	@Test
	void aSecretThatAnotherSourceOverridesIsHidden() {
		this.contextRunner.withPropertyValues("socialplus.server-key=another-key")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("later",
						Map.of("socialplus.serverKey", SECRET, "json", "{\"k\":\"" + SECRET + "\"}"))))
			.run((context) -> assertThat(show(context)).doesNotContain(SECRET).doesNotContain("another-key"));
	}

	@Test
	void keysOfConnectionDetailsAndProvidersAreHidden() {
		this.contextRunner.withInitializer(add("theirs", Map.of("a", "x " + SECRET, "b", "x vault-key", "c", "c")))
			.withBean(SocialPlusConnectionDetails.class, () -> new SocialPlusConnectionDetails() {

				@Override
				public URI getBaseUrl() {
					return URI.create("http://localhost:1");
				}

				@Override
				public String getServerKey() {
					return SECRET;
				}

			})
			.withBean(SocialPlusServerKeyProvider.class, () -> () -> List.of(ServerKey.of("vault-key")))
			.run((context) -> assertThat(show(context)).doesNotContain(SECRET)
				.doesNotContain("vault-key")
				.contains("c=c"));
	}

	@Test
	void secretsAreHiddenWhileSocialPlusIsSwitchedOff() {
		this.contextRunner.withPropertyValues("socialplus.enabled=false", "socialplus.server-key=" + SECRET)
			.withInitializer(add("theirs", Map.of("a", "x " + SECRET)))
			.run((context) -> assertThat(show(context)).doesNotContain(SECRET));
	}

	@Test
	void aShortPasswordHidesWhatNamesUsAndNothingElse() {
		SecretValues one = SecretValues
			.of(new MockEnvironment().withProperty("socialplus.mtls.key-store-password", "a"));
		assertThat(one.areIn("--socialplus.mtls.key-store-password=a", (text) -> false)).isTrue();
		assertThat(one.areIn("{\"socialplus\":{\"mtls\":{\"key-store-password\":\"a\"}}}", (text) -> false)).isTrue();
		assertThat(one.areIn("a", (text) -> false)).isFalse();
		assertThat(one.areIn("/opt/a/b", (text) -> false)).isFalse();
		assertThat(one.areIn("socialplus-database", (text) -> false)).isFalse();
		SecretValues four = SecretValues
			.of(new MockEnvironment().withProperty("socialplus.mtls.key-store-password", "test"));
		assertThat(four.areIn("test", (text) -> false)).isTrue();
		assertThat(four.areIn("/opt/test/b", (text) -> false)).isFalse();
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> add(String name,
			Map<String, Object> properties) {
		return (context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource(name, properties));
	}

	private static String sanitize(ApplicationContext context, String value) {
		return String.valueOf(context.getBean(SanitizingFunction.class)
			.apply(new SanitizableData(null, "sun.java.command", value))
			.getValue());
	}

	@Test
	void withoutActuatorThereIsNone() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SocialPlusActuatorAutoConfiguration.class));
	}

	private static void collectNames(Class<?> type, String prefix, List<String> names) {
		for (Field field : type.getDeclaredFields()) {
			if (field.getType().getEnclosingClass() == SocialPlusProperties.class
					|| field.getType().getName().startsWith(SocialPlusProperties.class.getName() + "$")) {
				collectNames(field.getType(), prefix + field.getName() + ".", names);
			}
			else {
				names.add(prefix + field.getName());
			}
		}
	}

	private static String show(ApplicationContext context) {
		EnvironmentEndpoint environment = context.getBean(EnvironmentEndpoint.class);
		List<String> shown = new ArrayList<>();
		environment.environment(null)
			.getPropertySources()
			.forEach((source) -> source.getProperties()
				.forEach((name, value) -> shown.add(name + "=" + value.getValue())));
		context.getBean(ConfigurationPropertiesReportEndpoint.class)
			.configurationProperties()
			.getContexts()
			.values()
			.forEach((beans) -> beans.getBeans().values().forEach((bean) -> {
				shown.add(bean.getProperties().toString());
				shown.add(bean.getInputs().toString());
			}));
		return shown.toString();
	}

}
