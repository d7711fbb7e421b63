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

import plus.social.spring.web.BrowserModule;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Configurations of the report of denied paths, for both stacks.
 */
final class DeniedPathsConfigurations {

	private DeniedPathsConfigurations() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "socialplus.endpoint.enabled", matchIfMissing = true)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass({ SecurityFilterChain.class, SimpleUrlHandlerMapping.class })
	static class ServletRules {

		@Bean
		DeniedPathsReport socialPlusDeniedPathsReport(SocialPlusProperties properties, BrowserModule module,
				ObjectProvider<SecurityFilterChain> chains) {
			return new DeniedPathsReport(properties, module, new ServletSecurityRules(chains));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "socialplus.endpoint.enabled", matchIfMissing = true)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass({ SecurityWebFilterChain.class, RouterFunctionMapping.class })
	static class ReactiveRules {

		@Bean
		DeniedPathsReport socialPlusDeniedPathsReport(SocialPlusProperties properties, BrowserModule module,
				ObjectProvider<SecurityWebFilterChain> chains) {
			return new DeniedPathsReport(properties, module, new ReactiveSecurityRules(chains));
		}

	}

}
