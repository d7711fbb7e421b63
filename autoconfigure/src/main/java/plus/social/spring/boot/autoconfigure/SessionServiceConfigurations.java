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

import plus.social.spring.client.SocialPlusSessionClient;
import plus.social.spring.client.SocialPlusSessionSettings;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.token.ReactiveSocialPlusSessionService;
import plus.social.spring.token.SocialPlusSessionService;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The services for sessions on the server: the client where tokens are minted by one and
 * unless the application has a service of its own, and whichever of the blocking and the
 * reactive one is missing, as a view of the other.
 */
final class SessionServiceConfigurations {

	private SessionServiceConfigurations() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(SocialPlusTokenClient.class)
	@ConditionalOnMissingBean({ ReactiveSocialPlusSessionService.class, SocialPlusSessionService.class })
	static class Client {

		@Bean
		SocialPlusSessionClient socialPlusSessionClient(SocialPlusTokenClient client,
				SocialPlusConnectionDetails connectionDetails, SocialPlusProperties properties) {
			String instanceId = properties.getInstanceId();
			return new SocialPlusSessionClient(client,
					new SocialPlusSessionSettings(connectionDetails.getApiKey(), connectionDetails.getAdminToken(),
							(instanceId != null) ? instanceId : UUID.randomUUID().toString(),
							properties.isSecureMode()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(SocialPlusSessionService.class)
	@ConditionalOnMissingBean(ReactiveSocialPlusSessionService.class)
	static class Reactive {

		@Bean
		ReactiveSocialPlusSessionService reactiveSocialPlusSessionService(SocialPlusSessionService sessionService) {
			return ReactiveSocialPlusSessionService.nonBlocking(sessionService);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(ReactiveSocialPlusSessionService.class)
	static class Disabled {

		@Bean
		ReactiveSocialPlusSessionService reactiveSocialPlusSessionService() {
			return new DisabledSessionService();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(ReactiveSocialPlusSessionService.class)
	@ConditionalOnMissingBean(SocialPlusSessionService.class)
	static class Blocking {

		@Bean
		SocialPlusSessionService socialPlusSessionService(ReactiveSocialPlusSessionService sessionService) {
			return SocialPlusSessionService.blocking(sessionService);
		}

	}

}
