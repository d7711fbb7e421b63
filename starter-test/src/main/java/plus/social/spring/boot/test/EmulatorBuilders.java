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

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Creates builders for the emulators of an application.
 */
final class EmulatorBuilders {

	private EmulatorBuilders() {
	}

	static SocialPlusEmulator.Builder from(Environment environment) {
		// Clients receive this key and signatures with this secret from the application,
		// so the emulator must accept them.
		SocialPlusEmulator.Builder builder = SocialPlusEmulator.builder();
		String apiKey = environment.getProperty("socialplus.api-key");
		if (StringUtils.hasText(apiKey)) {
			builder.apiKey(apiKey);
		}
		String visitorSecret = environment.getProperty("socialplus.visitor.secret");
		return StringUtils.hasText(visitorSecret) ? builder.visitorSecret(visitorSecret) : builder;
	}

}
