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

import plus.social.spring.token.ReactiveSocialPlusAccessTokenService;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusTokenService;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the blocking services for auth tokens and access tokens, as views of
 * the reactive ones, unless the application has its own.
 */
@Configuration(proxyBeanMethods = false)
class BlockingServiceConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SocialPlusTokenService socialPlusTokenService(ReactiveSocialPlusTokenService tokenService) {
		return SocialPlusTokenService.blocking(tokenService);
	}

	@Bean
	@ConditionalOnBean(ReactiveSocialPlusAccessTokenService.class)
	@ConditionalOnMissingBean
	SocialPlusAccessTokenService socialPlusAccessTokenService(ReactiveSocialPlusAccessTokenService accessTokenService) {
		return SocialPlusAccessTokenService.blocking(accessTokenService);
	}

}
