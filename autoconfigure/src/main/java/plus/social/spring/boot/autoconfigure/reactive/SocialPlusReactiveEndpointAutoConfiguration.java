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

package plus.social.spring.boot.autoconfigure.reactive;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.boot.autoconfigure.DeniedPathsReport;
import plus.social.spring.boot.autoconfigure.SocialPlusProperties;
import plus.social.spring.visitor.VisitorSigner;
import plus.social.spring.web.BrowserModule;
import plus.social.spring.web.EndpointChecks;
import plus.social.spring.web.EndpointResponses;
import plus.social.spring.web.reactive.SocialPlusTokenEndpoint;
import plus.social.spring.web.reactive.SocialPlusTokenEndpointWebFilter;
import plus.social.spring.web.reactive.SocialPlusVisitorEndpoint;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the token endpoint and the
 * browser module in WebFlux.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SocialPlusReactiveAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass(RouterFunctionMapping.class)
@ConditionalOnBean({ WebSessionSocialPlusTokens.class, EndpointResponses.class })
public final class SocialPlusReactiveEndpointAutoConfiguration {

	@Bean
	EndpointHandlerMapping socialPlusEndpointMapping(EndpointRoutes routes,
			@Qualifier("routerFunctionMapping") RouterFunctionMapping routerFunctionMapping) {
		return new EndpointHandlerMapping(routes, routerFunctionMapping);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	EndpointRoutes socialPlusEndpointRoutes(WebSessionSocialPlusTokens tokens, EndpointChecks checks,
			EndpointResponses responses, ObjectProvider<VisitorSigner> visitors, BrowserModule module,
			SocialPlusProperties properties, ApplicationContext applicationContext) {
		EndpointRoutes routes = new EndpointRoutes(applicationContext);
		routes.add(properties.getEndpoint().getPath(), new SocialPlusTokenEndpoint(tokens, checks, responses));
		visitors.ifAvailable((signer) -> routes.add(properties.getVisitor().getPath(),
				new SocialPlusVisitorEndpoint(signer, checks, responses)));
		module.getFiles().forEach(routes::add);
		return routes;
	}

	@Bean
	SocialPlusTokenEndpointWebFilter socialPlusEndpointFilter(LoginResolver loginResolver, EndpointResponses responses,
			SocialPlusProperties properties, ApplicationContext applicationContext) {
		return SocialPlusTokenEndpointWebFilter
			.forUsers(new ServedPath(properties.getEndpoint().getPath(), applicationContext), loginResolver, responses);
	}

	@Bean
	DeniedPathsReport socialPlusDeniedPathsReport(SocialPlusProperties properties, BrowserModule module,
			ObjectProvider<SecurityWebFilterChain> chains) {
		return new DeniedPathsReport(properties, module, new ReactiveSecurityRules(chains));
	}

	@Bean
	@Nullable SocialPlusTokenEndpointWebFilter socialPlusVisitorFilter(LoginResolver loginResolver, EndpointResponses responses,
			SocialPlusProperties properties, ApplicationContext applicationContext) {
		SocialPlusProperties.Visitor visitor = properties.getVisitor();
		return (visitor.getSecret() != null) ? SocialPlusTokenEndpointWebFilter
			.forVisitors(new ServedPath(visitor.getPath(), applicationContext), loginResolver, responses) : null;
	}

}
