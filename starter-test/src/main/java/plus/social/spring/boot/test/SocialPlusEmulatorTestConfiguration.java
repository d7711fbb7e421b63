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

import java.time.Clock;
import java.util.List;

import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;
import plus.social.spring.client.AdminToken;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusAdminTokenProvider;
import plus.social.spring.client.SocialPlusServerKeyProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Configuration that {@link AutoConfigureSocialPlusEmulator} adds to the application
 * context, before auto-configurations that back off from its beans.
 */
@TestConfiguration(proxyBeanMethods = false)
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
class SocialPlusEmulatorTestConfiguration {

	@Bean
	@Primary
	SocialPlusEmulator socialPlusTestEmulator(ObjectProvider<Clock> clock, Environment environment) {
		return EmulatorBuilders.from(environment).clock(clock.getIfUnique(Clock::systemUTC)).start();
	}

	@Bean
	@Primary
	SocialPlusConnectionDetails socialPlusTestEmulatorConnectionDetails(SocialPlusEmulator emulator) {
		return emulator.getConnectionDetails();
	}

	// Replaces the application's own provider, which has real keys.
	@Bean
	@Primary
	SocialPlusServerKeyProvider socialPlusTestEmulatorServerKeyProvider(
			@Qualifier("socialPlusTestEmulatorConnectionDetails") SocialPlusConnectionDetails connectionDetails) {
		List<ServerKey> keys = List.of(ServerKey.of(String.valueOf(connectionDetails.getServerKey())));
		return () -> keys;
	}

	// Replaces the application's own provider, which has a real token.
	@Bean
	@Primary
	SocialPlusAdminTokenProvider socialPlusTestEmulatorAdminTokenProvider(
			@Qualifier("socialPlusTestEmulatorConnectionDetails") SocialPlusConnectionDetails connectionDetails) {
		AdminToken token = AdminToken.of(String.valueOf(connectionDetails.getAdminToken()));
		return () -> token;
	}

}
