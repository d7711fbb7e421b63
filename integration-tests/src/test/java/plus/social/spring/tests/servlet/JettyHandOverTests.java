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

package plus.social.spring.tests.servlet;

import java.util.stream.Stream;

import plus.social.spring.tests.AbstractHandOverTests;
import plus.social.spring.tests.TestApplication;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Tests for the hand-over on Jetty.
 */
class JettyHandOverTests extends AbstractHandOverTests {

	@Override
	protected TestApplication start(String... properties) {
		return ServletApplications.start(Application.class,
				Stream.concat(Stream.of("server.jetty.threads.max=10"), Stream.of(properties)).toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(HandOverTests.Application.class)
	static class Application {

		@Bean
		JettyServletWebServerFactory jettyServletWebServerFactory() {
			return new JettyServletWebServerFactory();
		}

	}

}
