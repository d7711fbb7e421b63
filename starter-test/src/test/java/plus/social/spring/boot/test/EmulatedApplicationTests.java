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

import java.util.List;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AutoConfigureSocialPlusEmulator} in an application that has the
 * starter, and server keys from a vault.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
				"socialplus.http.call-timeout=1m" })
@AutoConfigureSocialPlusEmulator
class EmulatedApplicationTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	@Autowired
	private SocialPlusTokenService service;

	@Autowired
	private SocialPlusEmulator emulator;

	@Test
	void usesTheEmulatorsServerKeyAndNotTheRealOne() {
		assertThat(this.service.issueToken(ALICE).getTokenValue()).isEqualTo(this.emulator.getTokens("alice").get(0));
	}

	// A refused key would otherwise pause the calls of the next tests for 30 seconds.
	@RepeatedTest(2)
	void startsEachTestAsIfThereHadBeenNoFault() {
		assertThat(this.service.issueToken(ALICE)).isNotNull();
		this.emulator.fail(SocialPlusFault.UNAUTHORIZED);
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> this.service.issueToken(ALICE));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SocialPlusServerKeyProvider vault() {
			return () -> List.of(ServerKey.of("real"));
		}

	}

}
