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

import plus.social.spring.boot.test.SocialPlusEmulatorConfiguration;
import plus.social.spring.samples.identityprovider.IdentityProvider;

import org.springframework.boot.SpringApplication;

/**
 * Runs the application with an identity provider beside it, against an emulator of Social
 * Plus, or against the real service once {@code socialplus.server-key} is set.
 */
public class TestOAuth2LoginApplication {

	public static void main(String[] args) {
		IdentityProvider identityProvider = IdentityProvider.start(9000);
		SpringApplication.Running application = SpringApplication.from(OAuth2LoginApplication::main)
			.with(SocialPlusEmulatorConfiguration.class)
			.run(args);
		identityProvider.leadBackTo(application.getApplicationContext()
			.getEnvironment()
			.getRequiredProperty("local.server.port", Integer.class));
	}

}
