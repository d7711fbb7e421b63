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

package plus.social.spring.boot.autoconfigure.servlet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.boot.autoconfigure.DeniedPathsReport;
import plus.social.spring.boot.autoconfigure.SocialPlusProperties;
import plus.social.spring.visitor.VisitorSigner;
import plus.social.spring.web.BrowserModule;
import plus.social.spring.web.EndpointChecks;
import plus.social.spring.web.EndpointResponses;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;
import plus.social.spring.web.servlet.SocialPlusTokenEndpoint;
import plus.social.spring.web.servlet.SocialPlusTokenEndpointFilter;
import plus.social.spring.web.servlet.SocialPlusVisitorEndpoint;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.filter.CompositeFilter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the token endpoint and the
 * browser module in Spring MVC.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SocialPlusServletAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(SimpleUrlHandlerMapping.class)
@ConditionalOnBean({ HttpSessionSocialPlusTokens.class, EndpointResponses.class })
public final class SocialPlusServletEndpointAutoConfiguration {

	@Bean
	EndpointHandlerMapping socialPlusEndpointMapping(HttpSessionSocialPlusTokens tokens, EndpointChecks checks,
			EndpointResponses responses, ObjectProvider<VisitorSigner> visitors, BrowserModule module,
			SocialPlusProperties properties, ObjectProvider<RouterFunctionMapping> applicationMapping) {
		Map<String, HttpRequestHandler> endpoints = new HashMap<>();
		module.getFiles().forEach((file) -> endpoints.put(file.getPath(), new BrowserModuleFileHandler(file)));
		endpoints.put(properties.getEndpoint().getPath(), new SocialPlusTokenEndpoint(tokens, checks, responses));
		visitors.ifAvailable((signer) -> endpoints.putIfAbsent(properties.getVisitor().getPath(),
				new SocialPlusVisitorEndpoint(signer, checks, responses)));
		EndpointHandlerMapping mapping = new EndpointHandlerMapping(endpoints);
		applyCorsRules(mapping, applicationMapping);
		return mapping;
	}

	// Spring MVC applies the CORS rules of WebMvcConfigurer beans to its own mappings
	// only, so they are taken from one of these. A separate mapping keeps the
	// application's interceptors, which may redirect for example, away from the endpoint.
	private static void applyCorsRules(EndpointHandlerMapping mapping,
			ObjectProvider<RouterFunctionMapping> applicationMapping) {
		applicationMapping.orderedStream()
			.map(RouterFunctionMapping::getCorsConfigurationSource)
			.filter(Objects::nonNull)
			.findFirst()
			.ifPresent(mapping::setCorsConfigurationSource);
	}

	@Bean
	FilterRegistrationBean<Filter> socialPlusEndpointFilter(LoginResolver loginResolver, EndpointResponses responses,
			SocialPlusProperties properties, ObjectProvider<SecurityFilterProperties> securityFilterProperties) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
				filter(properties, loginResolver, responses));
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		registration.setOrder(SocialPlusServletAutoConfiguration.filterOrder(securityFilterProperties));
		return registration;
	}

	// One registration for both endpoints: Spring Boot logs each one that is disabled.
	private static Filter filter(SocialPlusProperties properties, LoginResolver loginResolver,
			EndpointResponses responses) {
		SocialPlusTokenEndpointFilter users = SocialPlusTokenEndpointFilter
			.forUsers(new EndpointPath(properties.getEndpoint().getPath()), loginResolver, responses);
		SocialPlusProperties.Visitor visitor = properties.getVisitor();
		if (visitor.getSecret() == null) {
			return users;
		}
		CompositeFilter filter = new CompositeFilter();
		filter.setFilters(List.of(users, SocialPlusTokenEndpointFilter.forVisitors(new EndpointPath(visitor.getPath()),
				loginResolver, responses)));
		return filter;
	}

	@Bean
	DeniedPathsReport socialPlusDeniedPathsReport(SocialPlusProperties properties, BrowserModule module,
			ObjectProvider<SecurityFilterChain> chains) {
		return new DeniedPathsReport(properties, module, new ServletSecurityRules(chains));
	}

}
