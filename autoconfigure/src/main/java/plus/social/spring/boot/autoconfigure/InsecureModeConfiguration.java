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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusTokenService;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Configuration that replaces the client while the network's secure mode is disabled: no
 * tokens are issued and a warning is logged. Applications with a production profile fail
 * to start, even if secure mode is disabled after ahead-of-time processing.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "socialplus.secure-mode", havingValue = false)
class InsecureModeConfiguration {

	private static final Log logger = LogFactory.getLog(InsecureModeConfiguration.class);

	/**
	 * Check whether the application may use Social Plus without secure mode.
	 * @param properties the properties
	 * @param environment the environment
	 */
	static void check(SocialPlusProperties properties, Environment environment) {
		if (!properties.isSecureMode()) {
			warn(environment);
		}
	}

	private static void warn(Environment environment) {
		if (environment.acceptsProfiles(Profiles.of("prod", "production"))) {
			throw new InvalidSocialPlusPropertyException("socialplus.secure-mode",
					"Without secure mode, any client can log in to Social Plus as any user, which is not suitable"
							+ " for production.",
					"Enable secure mode in the Social Plus Console, Settings > Integrations, and remove the property.");
		}
		logger.warn("Social Plus is used without secure mode: any client that knows the API key can log in to"
				+ " Social Plus as any user. This is for prototypes only. Enable secure mode in the Social Plus"
				+ " Console, Settings > Integrations, and remove 'socialplus.secure-mode'.");
	}

	@Bean
	@ConditionalOnMissingBean({ ReactiveSocialPlusTokenService.class, SocialPlusTokenService.class })
	ReactiveSocialPlusTokenService reactiveSocialPlusTokenService() {
		return (user) -> Mono.error(() -> new SocialPlusException(Reason.SECURE_MODE_OFF,
				"Auth tokens are not issued without secure mode: 'socialplus.secure-mode' is false"));
	}

}
