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

import java.time.Duration;
import java.time.Instant;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import plus.social.spring.token.ReactiveSocialPlusAccessTokenService;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusTokenService;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for services that issue mock tokens
 * and make no calls. It is part of web layer tests and, with the test starter, of every
 * test with an application context, but never of a running application.
 * <p>
 * It backs off if the application has its own token service, or if the test specifies
 * where to call Social Plus: with a {@link SocialPlusConnectionDetails} bean in a test
 * configuration, by setting {@code socialplus.base-url} to a loopback address, or with
 * {@code socialplus.test.live=true}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = SocialPlusAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = { "socialplus.enabled", "socialplus.secure-mode" }, matchIfMissing = true)
@ConditionalOnMissingBean({ ReactiveSocialPlusTokenService.class, SocialPlusTokenService.class })
@Conditional(OnOfflineTestCondition.class)
public final class SocialPlusMockAutoConfiguration {

	private static final Log logger = LogFactory.getLog(SocialPlusMockAutoConfiguration.class);

	private static final String TOKEN = "mock-auth-token";

	private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(10);

	@Bean
	@Lazy
	ReactiveSocialPlusTokenService mockSocialPlusTokenService(ObjectProvider<SocialPlusProperties> properties) {
		logger.info("Social Plus auth tokens are mock tokens in this test. Set socialplus.test.live=true in the"
				+ " properties of a test to call Social Plus.");
		Duration timeToLive = properties.stream()
			.findFirst()
			.map((candidate) -> candidate.getToken().getTimeToLive())
			.orElse(DEFAULT_TIME_TO_LIVE);
		return (user) -> Mono
			.fromSupplier(() -> new SocialPlusAuthToken(user.getId(), TOKEN, Instant.now().plus(timeToLive)));
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean({ ReactiveSocialPlusAccessTokenService.class, SocialPlusAccessTokenService.class })
	MockAccessTokenService mockSocialPlusAccessTokenService() {
		return new MockAccessTokenService();
	}

}
