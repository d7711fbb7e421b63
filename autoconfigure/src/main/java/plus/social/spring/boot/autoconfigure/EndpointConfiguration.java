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
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.visitor.VisitorSigner;
import plus.social.spring.web.BrowserModule;
import plus.social.spring.web.EndpointChecks;
import plus.social.spring.web.EndpointResponses;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the checks and responses of the endpoints, of the signer for logins of
 * anonymous visitors, and of the browser module, shared by both stacks.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "socialplus.endpoint.enabled", matchIfMissing = true)
class EndpointConfiguration {

	@Bean
	EndpointResponses socialPlusEndpointResponses(SocialPlusProperties properties,
			SocialPlusConnectionDetails connectionDetails) {
		return new EndpointResponses(properties.getRegion().name().toLowerCase(Locale.ROOT),
				connectionDetails.getApiKey());
	}

	@Bean
	EndpointChecks socialPlusEndpointChecks(LoginResolver loginResolver, EndpointResponses responses,
			SocialPlusProperties properties) {
		return new EndpointChecks(loginResolver, responses, properties.isSecureMode());
	}

	@Bean
	BrowserModule socialPlusBrowserModule(SocialPlusProperties properties) {
		SocialPlusProperties.Endpoint endpoint = properties.getEndpoint();
		return new BrowserModule(endpoint.getModulePath(), endpoint.getPath(), properties.getVisitor().getPath());
	}

	// Always defined, and null without a secret: a condition would be evaluated by
	// ahead-of-time processing, where no secret should be known.
	@Bean
	@Nullable VisitorSigner socialPlusVisitorSigner(SocialPlusProperties properties) {
		SocialPlusProperties.Visitor visitor = properties.getVisitor();
		String secret = visitor.getSecret();
		return (secret != null) ? new VisitorSigner(secret, visitor.getMaxPerSecond(), Clock.systemUTC()) : null;
	}

}
