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

package plus.social.spring.boot.test;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * Configuration that runs an application locally against a {@link SocialPlusEmulator}, so
 * that no account is needed. Add it to the application in a main method under {@code
 * src/test/java}:
 *
 * <pre class="code">
 * SpringApplication.from(MyApplication::main)
 *     .with(SocialPlusEmulatorConfiguration.class)
 *     .run(args);
 * </pre>
 *
 * It backs off if the property {@code socialplus.server-key} has text, so that the
 * application calls the real service. The property {@code socialplus.emulator.port} sets
 * the port (any free one by default), and {@code socialplus.api-key} sets the API key
 * (random by default).
 * <p>
 * Use WireMock's admin API to simulate an outage. The first command starts it and the
 * second one ends it:
 *
 * <pre class="code">
 * curl -d '{"request": {"method": "ANY"}, "response": {"status": 503}}' localhost:PORT/__admin/mappings
 * curl -X POST localhost:PORT/__admin/mappings/reset
 * </pre>
 *
 * @since 0.1.0
 */
@TestConfiguration(proxyBeanMethods = false)
@Conditional(OnMissingServerKeyCondition.class)
public class SocialPlusEmulatorConfiguration {

	private static final Log logger = LogFactory.getLog(SocialPlusEmulatorConfiguration.class);

	/**
	 * Create a new configuration instance.
	 */
	public SocialPlusEmulatorConfiguration() {
		// Declared for its Javadoc.
	}

	@Bean
	SocialPlusEmulator socialPlusEmulator(Environment environment) {
		int port = environment.getProperty("socialplus.emulator.port", Integer.class, 0);
		SocialPlusEmulator emulator = EmulatorBuilders.from(environment).port(port).start();
		logger.info("An emulator at " + emulator.getBaseUrl() + " is used instead of Social Plus. Set"
				+ " socialplus.server-key to use the real service.");
		return emulator;
	}

	@Bean
	SocialPlusConnectionDetails socialPlusEmulatorConnectionDetails(SocialPlusEmulator emulator) {
		return emulator.getConnectionDetails();
	}

}
