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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the services that issue Social
 * Plus auth tokens and access tokens.
 *
 * @since 0.1.0
 */
@Lazy(false)
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "socialplus.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SocialPlusProperties.class)
@Import({ FrozenSwitchesRegistrar.class, InsecureModeConfiguration.class, TokenServiceConfigurations.Client.class,
		TokenServiceConfigurations.Reactive.class, AccessTokenServiceConfigurations.Client.class,
		AccessTokenServiceConfigurations.Reactive.class, BlockingServiceConfiguration.class })
public final class SocialPlusAutoConfiguration {

	// Unknown properties first: they may be the reason for which others are invalid.
	SocialPlusAutoConfiguration(Environment environment, ObjectProvider<SocialPlusProperties> properties) {
		UnknownProperties.warn(environment);
		InsecureModeConfiguration.check(properties.getObject(), environment);
	}

	@Bean
	@ConditionalOnMissingBean(SocialPlusConnectionDetails.class)
	PropertiesSocialPlusConnectionDetails socialPlusConnectionDetails(SocialPlusProperties properties) {
		return new PropertiesSocialPlusConnectionDetails(properties);
	}

}
