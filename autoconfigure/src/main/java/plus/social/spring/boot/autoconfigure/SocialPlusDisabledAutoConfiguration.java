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
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.session.SessionTokens;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for an application that has disabled
 * Social Plus. The beans that its code depends on are present, but find no tokens and
 * make no calls. A service that the application declares is kept, but sessions receive no
 * token from it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { SocialPlusAutoConfiguration.class, SocialPlusSessionAutoConfiguration.class })
@Conditional(SocialPlusDisabledAutoConfiguration.OnDisabled.class)
@Import({ FrozenSwitchesRegistrar.class, TokenServiceConfigurations.Reactive.class,
		TokenServiceConfigurations.Disabled.class, AccessTokenServiceConfigurations.Reactive.class,
		AccessTokenServiceConfigurations.Disabled.class, BlockingServiceConfiguration.class })
public final class SocialPlusDisabledAutoConfiguration {

	private static final Log logger = LogFactory.getLog(SocialPlusDisabledAutoConfiguration.class);

	SocialPlusDisabledAutoConfiguration() {
		logger.info("Social Plus is disabled by 'socialplus.enabled': no tokens are issued");
	}

	@Bean
	@ConditionalOnMissingBean
	SocialPlusUserResolver socialPlusUserResolver() {
		return (authentication) -> null;
	}

	// Ignores the application's own user resolver, as no login receives a token.
	@Bean
	LoginResolver socialPlusLoginResolver() {
		return new LoginResolver((authentication) -> null, LoginCondition.none());
	}

	@Bean
	SessionTokens socialPlusSessionTokens() {
		return SessionTokens.disabled();
	}

	static class OnDisabled extends NoneNestedConditions {

		OnDisabled() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		@ConditionalOnBooleanProperty(name = "socialplus.enabled", matchIfMissing = true)
		static class Enabled {

		}

	}

}
