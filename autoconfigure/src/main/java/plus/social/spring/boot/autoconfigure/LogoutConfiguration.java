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
import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.token.ReactiveSocialPlusAccessTokenService;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration that revokes the access tokens of a user on logout, shared by both
 * stacks.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("socialplus.logout.revoke")
@ConditionalOnBean(ReactiveSocialPlusAccessTokenService.class)
class LogoutConfiguration {

	private static final Log logger = LogFactory.getLog(LogoutConfiguration.class);

	@Bean
	LogoutRevoker socialPlusLogoutRevoker(ReactiveSocialPlusAccessTokenService accessTokenService) {
		if (accessTokenService instanceof SocialPlusAccessTokenClient client && client.getAdminTokenStatus() == null) {
			logger.warn("Social Plus access tokens are not revoked on logout: 'socialplus.logout.revoke' is set but"
					+ " 'socialplus.admin-token' is not. Create an administrator token in the Social Plus Console.");
		}
		return new LogoutRevoker(accessTokenService);
	}

}
