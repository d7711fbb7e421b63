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

import io.micrometer.core.instrument.MeterRegistry;
import plus.social.spring.boot.autoconfigure.SocialPlusAutoConfiguration;
import plus.social.spring.boot.autoconfigure.SocialPlusProperties;
import plus.social.spring.boot.autoconfigure.SocialPlusSessionAutoConfiguration;
import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.event.SocialPlusTokenEventPublisher;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.visitor.VisitorSigner;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of Social Plus.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { SocialPlusAutoConfiguration.class, SocialPlusSessionAutoConfiguration.class },
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, SocialPlusProperties.class })
public final class SocialPlusMetricsAutoConfiguration {

	@Bean
	SafeMeterBinder socialPlusMetrics(ObjectProvider<SocialPlusTokenClient> client,
			ObjectProvider<SessionTokens> sessionTokens, ObjectProvider<VisitorSigner> visitorSigner,
			ObjectProvider<LogoutRevoker> logoutRevoker, ObjectProvider<SocialPlusTokenEventPublisher> eventPublisher) {
		return new SafeMeterBinder(new SocialPlusMetrics(client, sessionTokens, visitorSigner, logoutRevoker,
				eventPublisher, Clock.systemUTC()));
	}

	@Bean
	SafeMeterBinder socialPlusAdminTokenMetrics(ObjectProvider<SocialPlusAccessTokenClient> client) {
		return new SafeMeterBinder(new AdminTokenMetrics(client, Clock.systemUTC()));
	}

}
