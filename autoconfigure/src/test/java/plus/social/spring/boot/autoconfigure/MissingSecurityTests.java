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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.boot.autoconfigure.reactive.SocialPlusReactiveAutoConfiguration;
import plus.social.spring.boot.autoconfigure.servlet.SocialPlusServletAutoConfiguration;
import plus.social.spring.boot.autoconfigure.servlet.SocialPlusServletEndpointAutoConfiguration;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MissingSecurityConfigurations}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MissingSecurityTests {

	private static final String WARNING = "Sessions do not receive Social Plus auth tokens";

	private static final String SECURITY = "org.springframework.security.web";

	private static final String MODULE = "org.springframework.boot.security";

	private static final AutoConfigurations OURS = AutoConfigurations.of(SocialPlusActuatorAutoConfiguration.class,
			SocialPlusAutoConfiguration.class, SocialPlusSessionAutoConfiguration.class,
			SocialPlusReactiveAutoConfiguration.class, SocialPlusServletAutoConfiguration.class,
			SocialPlusServletEndpointAutoConfiguration.class);

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner().withConfiguration(OURS)
		.withPropertyValues("socialplus.server-key=k3y");

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(OURS)
		.withPropertyValues("socialplus.server-key=k3y");

	@ParameterizedTest
	@ValueSource(strings = { SECURITY, MODULE })
	void aServletApplicationIsToldOnceWhatToAdd(String missing, CapturedOutput output) {
		assertStarts(this.servlet.withClassLoader(new FilteredClassLoader(missing)));
		assertThat(output).containsOnlyOnce(WARNING).contains("Add 'spring-boot-starter-security'");
		assertThat(output.toString().contains("(spring-boot-security)")).isEqualTo(missing.equals(MODULE));
	}

	@ParameterizedTest
	@ValueSource(strings = { SECURITY, MODULE })
	void aWebFluxApplicationIsToldOnceWhatToAdd(String missing, CapturedOutput output) {
		assertStarts(this.reactive.withClassLoader(new FilteredClassLoader(missing)));
		assertThat(output).containsOnlyOnce(WARNING).contains("Add 'spring-boot-starter-security'");
		assertThat(output.toString().contains("(spring-boot-security)")).isEqualTo(missing.equals(MODULE));
	}

	@Test
	void aWebFluxApplicationNeedsNothingOfSpringBoot(CapturedOutput output) {
		assertStarts(this.reactive.withUserConfiguration(ReactiveSecurity.class)
			.withClassLoader(new FilteredClassLoader(MODULE)));
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void anApplicationThatHasEverythingIsToldNothing(CapturedOutput output) {
		assertStarts(this.servlet);
		assertStarts(this.reactive);
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void anApplicationThatOnlyCallsServicesIsToldNothing(CapturedOutput output) {
		FilteredClassLoader classLoader = new FilteredClassLoader(SECURITY, MODULE);
		assertStarts(new ApplicationContextRunner().withConfiguration(OURS).withClassLoader(classLoader));
		assertStarts(this.servlet.withClassLoader(classLoader)
			.withPropertyValues("socialplus.login.mode=off", "socialplus.endpoint.enabled=false"));
		assertStarts(this.servlet.withClassLoader(classLoader).withPropertyValues("socialplus.enabled=false"));
		assertThat(output).doesNotContain(WARNING);
	}

	private static void assertStarts(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.run((context) -> assertThat(context).hasNotFailed());
	}

	@EnableWebFluxSecurity
	static class ReactiveSecurity {

		@Bean
		ReactiveUserDetailsService users() {
			return (name) -> Mono.empty();
		}

	}

}
