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

import java.util.UUID;

import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.client.SocialPlusAccessTokenSettings;
import plus.social.spring.client.SocialPlusAdminTokenProvider;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.token.ReactiveSocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusAccessTokenService;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;

/**
 * Configurations of the services for access tokens: the client, if it also issues auth
 * tokens and the application has no service of its own, and a reactive view of a blocking
 * service.
 */
final class AccessTokenServiceConfigurations {

	private AccessTokenServiceConfigurations() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(SocialPlusTokenClient.class)
	@ConditionalOnMissingBean({ ReactiveSocialPlusAccessTokenService.class, SocialPlusAccessTokenService.class })
	static class Client {

		@Bean
		@ConditionalOnMissingBean
		SocialPlusAdminTokenProvider socialPlusAdminTokenProvider(SocialPlusConnectionDetails connectionDetails,
				SocialPlusProperties properties, ResourceLoader resourceLoader) {
			return AdminTokenProviders.create(connectionDetails, properties, resourceLoader);
		}

		@Bean
		AdminTokenRenewalStarter socialPlusAdminTokenRenewalStarter(SocialPlusAdminTokenProvider adminToken,
				SocialPlusTokenClient client) {
			return new AdminTokenRenewalStarter(adminToken, client);
		}

		@Bean
		SocialPlusAccessTokenClient socialPlusAccessTokenClient(SocialPlusTokenClient client,
				SocialPlusConnectionDetails connectionDetails, SocialPlusAdminTokenProvider adminToken,
				SocialPlusProperties properties) {
			String instanceId = properties.getInstanceId();
			SocialPlusAccessTokenSettings settings = new SocialPlusAccessTokenSettings(connectionDetails.getApiKey(),
					(instanceId != null) ? instanceId : UUID.randomUUID().toString(), properties.isSecureMode());
			return new SocialPlusAccessTokenClient(client, settings, adminToken);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(SocialPlusAccessTokenService.class)
	@ConditionalOnMissingBean(ReactiveSocialPlusAccessTokenService.class)
	static class Reactive {

		@Bean
		ReactiveSocialPlusAccessTokenService reactiveSocialPlusAccessTokenService(
				SocialPlusAccessTokenService accessTokenService) {
			return ReactiveSocialPlusAccessTokenService.nonBlocking(accessTokenService);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(ReactiveSocialPlusAccessTokenService.class)
	static class Disabled {

		@Bean
		ReactiveSocialPlusAccessTokenService reactiveSocialPlusAccessTokenService() {
			return new DisabledAccessTokenService();
		}

	}

}
