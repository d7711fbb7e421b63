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

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import plus.social.spring.boot.autoconfigure.reactive.SocialPlusReactiveAutoConfiguration;
import plus.social.spring.boot.autoconfigure.reactive.SocialPlusReactiveEndpointAutoConfiguration;
import plus.social.spring.boot.autoconfigure.servlet.SocialPlusServletAutoConfiguration;
import plus.social.spring.boot.autoconfigure.servlet.SocialPlusServletEndpointAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the number of beans that an application has in addition. Each costs a start
 * about half a millisecond of processor time, with its condition and its class.
 */
class BeanNumberTests {

	/**
	 * Configurations count, too. There are 39 on the servlet stack and 40 in WebFlux.
	 */
	private static final int MAX_BEANS = 40;

	private static final AutoConfigurations SHARED = AutoConfigurations.of(SocialPlusAutoConfiguration.class,
			SocialPlusSessionAutoConfiguration.class, SocialPlusDisabledAutoConfiguration.class);

	@Test
	void aServletApplicationHasFewBeansMore() {
		new WebApplicationContextRunner().withConfiguration(SHARED)
			.withConfiguration(AutoConfigurations.of(SecurityAutoConfiguration.class,
					ServletWebSecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class,
					SocialPlusServletAutoConfiguration.class, SocialPlusServletEndpointAutoConfiguration.class))
			.withPropertyValues("socialplus.server-key=k3y")
			.run((context) -> assertThat(own(context)).contains("socialPlusEndpointMapping")
				.hasSizeLessThanOrEqualTo(MAX_BEANS));
	}

	@Test
	void aReactiveApplicationHasFewBeansMore() {
		new ReactiveWebApplicationContextRunner().withConfiguration(SHARED)
			.withConfiguration(AutoConfigurations.of(SocialPlusReactiveAutoConfiguration.class,
					SocialPlusReactiveEndpointAutoConfiguration.class))
			.withBean("routerFunctionMapping", RouterFunctionMapping.class, RouterFunctionMapping::new)
			.withPropertyValues("socialplus.server-key=k3y")
			.run((context) -> assertThat(own(context)).contains("socialPlusEndpointMapping")
				.hasSizeLessThanOrEqualTo(MAX_BEANS));
	}

	private static List<String> own(ApplicationContext context) {
		return Stream.of(context.getBeanDefinitionNames())
			.filter((name) -> name.toLowerCase(Locale.ROOT).contains("socialplus") || name.startsWith("plus.social."))
			.toList();
	}

}
