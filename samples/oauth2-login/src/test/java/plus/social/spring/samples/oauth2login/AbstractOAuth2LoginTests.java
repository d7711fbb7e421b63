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

package plus.social.spring.samples.oauth2login;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import plus.social.spring.boot.test.AutoConfigureSocialPlusEmulator;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.samples.identityprovider.IdentityProvider;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The application with the identity provider and an emulator of Social Plus beside it.
 */
// A call takes as long as the machine needs, and a login waits for it.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "socialplus.login.budget=1m", "socialplus.http.connect-timeout=1m",
				"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m" })
@AutoConfigureSocialPlusEmulator
abstract class AbstractOAuth2LoginTests {

	static final Person ALICE = new Person("alice", "7d0c5f0e-3b1a-4f6e-9a51-0f4d2c7b8e13", "Alice Archer");

	static final Person BOB = new Person("bob", "c2a94e71-58d6-4b0f-8e2d-6b1f9a3d7054", "Bob Baker");

	static final String PASSWORD = "demo";

	private static final IdentityProvider identityProvider = IdentityProvider.start(0);

	@Autowired
	SocialPlusEmulator emulator;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void useIdentityProvider(DynamicPropertyRegistry registry) {
		registry.add("spring.security.oauth2.client.provider.demo.issuer-uri", identityProvider::getIssuer);
	}

	@BeforeEach
	void leadBackToApplication() {
		identityProvider.leadBackTo(this.port);
	}

	int getPort() {
		return this.port;
	}

	String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	static String providerUrl(String path) {
		return identityProvider.getIssuer() + path;
	}

	List<String> tokensOf(Person person) {
		return this.emulator.getTokens(person.subject());
	}

	record Person(String userName, String subject, String displayName) {

	}

}
