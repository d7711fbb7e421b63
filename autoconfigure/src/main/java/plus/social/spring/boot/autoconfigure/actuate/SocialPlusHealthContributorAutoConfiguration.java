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

package plus.social.spring.boot.autoconfigure.actuate;

import java.time.Clock;

import plus.social.spring.boot.autoconfigure.SocialPlusAutoConfiguration;
import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.client.SocialPlusTokenClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of Social Plus.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SocialPlusAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("socialplus")
@ConditionalOnSingleCandidate(SocialPlusTokenClient.class)
@EnableConfigurationProperties(SocialPlusHealthIndicatorProperties.class)
public final class SocialPlusHealthContributorAutoConfiguration {

	// The name without its suffix is that of the component in the health endpoint.
	@Bean
	@ConditionalOnMissingBean(name = "socialplusHealthIndicator")
	SocialPlusHealthIndicator socialplusHealthIndicator(SocialPlusTokenClient client,
			ObjectProvider<SocialPlusAccessTokenClient> accessTokenClient,
			SocialPlusHealthIndicatorProperties properties) {
		return new SocialPlusHealthIndicator(client, accessTokenClient::getIfUnique,
				properties.isOutOfServiceOnOutage(), Clock.systemUTC());
	}

}
