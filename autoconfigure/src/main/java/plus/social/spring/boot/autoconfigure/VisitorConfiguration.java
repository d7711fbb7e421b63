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

import org.jspecify.annotations.Nullable;
import plus.social.spring.visitor.VisitorSigner;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the signer for logins of anonymous visitors. The bean is always
 * defined and {@code null} without a secret: a condition would be evaluated by
 * ahead-of-time processing, where no secret should be known.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "socialplus.endpoint.enabled", matchIfMissing = true)
class VisitorConfiguration {

	@Bean
	@Nullable VisitorSigner socialPlusVisitorSigner(SocialPlusProperties properties) {
		SocialPlusProperties.Visitor visitor = properties.getVisitor();
		String secret = visitor.getSecret();
		return (secret != null) ? new VisitorSigner(secret, visitor.getMaxPerSecond(), Clock.systemUTC()) : null;
	}

}
