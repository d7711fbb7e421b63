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

import java.time.Clock;

import plus.social.spring.visitor.VisitorSigner;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/**
 * Configuration of the signer for logins of anonymous visitors, if a secret is set.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("socialplus.visitor.secret")
@ConditionalOnBooleanProperty(name = "socialplus.endpoint.enabled", matchIfMissing = true)
class VisitorConfiguration {

	@Bean
	VisitorSigner socialPlusVisitorSigner(SocialPlusProperties properties) {
		SocialPlusProperties.Visitor visitor = properties.getVisitor();
		String secret = visitor.getSecret();
		Assert.state(secret != null, "'socialplus.visitor.secret' is not set");
		return new VisitorSigner(secret, visitor.getMaxPerSecond(), Clock.systemUTC());
	}

}
