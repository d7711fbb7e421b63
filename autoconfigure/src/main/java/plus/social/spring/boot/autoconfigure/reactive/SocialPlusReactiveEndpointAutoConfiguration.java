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
import plus.social.spring.web.BrowserModuleFile;
import plus.social.spring.web.EndpointChecks;
import plus.social.spring.web.EndpointResponses;
import plus.social.spring.web.reactive.SocialPlusTokenEndpoint;
import plus.social.spring.web.reactive.SocialPlusTokenEndpointWebFilter;
import plus.social.spring.web.reactive.SocialPlusVisitorEndpoint;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;
import reactor.core.publisher.Mono;

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
import org.springframework.http.CacheControl;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

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
	EndpointHandlerMapping socialPlusEndpointMapping(SocialPlusProperties properties,
			@Qualifier("routerFunctionMapping") RouterFunctionMapping routerFunctionMapping,
			ApplicationContext applicationContext) {
		return new EndpointHandlerMapping(endpoints(properties, applicationContext), routerFunctionMapping);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	RouterFunction<ServerResponse> socialPlusEndpointRoutes(WebSessionSocialPlusTokens tokens, EndpointChecks checks,
			EndpointResponses responses, ObjectProvider<VisitorSigner> visitors, SocialPlusProperties properties,
			ApplicationContext applicationContext) {
		RouterFunction<ServerResponse> users = route(properties.getEndpoint().getPath(),
				new SocialPlusTokenEndpoint(tokens, checks, responses), applicationContext);
		VisitorSigner signer = visitors.getIfAvailable();
		return (signer != null) ? users.and(route(properties.getVisitor().getPath(),
				new SocialPlusVisitorEndpoint(signer, checks, responses), applicationContext)) : users;
	}

	private static RouterFunction<ServerResponse> route(String path, WebHandler endpoint,
			ApplicationContext applicationContext) {
		return RouterFunctions.route(isServedBy(applicationContext).and(RequestPredicates.path(path)),
				(request) -> ServerResponse.ok().build((exchange, context) -> endpoint.handle(exchange)));
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	RouterFunction<ServerResponse> socialPlusBrowserModuleRoutes(BrowserModule module,
			ApplicationContext applicationContext) {
		RouterFunctions.Builder routes = RouterFunctions.route();
		for (BrowserModuleFile file : module.getFiles()) {
			routes.GET(file.getPath(), (request) -> serve(file)).HEAD(file.getPath(), (request) -> serve(file));
		}
		return RouterFunctions.nest(isServedBy(applicationContext), routes.build());
	}

	// The management server, whose context is a child of the application's, also uses the
	// application's handlers and filters.
	private static RequestPredicate isServedBy(ApplicationContext applicationContext) {
		return (request) -> isServedBy(applicationContext, request.exchange());
	}

	private static boolean isServedBy(ApplicationContext applicationContext, ServerWebExchange exchange) {
		ApplicationContext server = exchange.getApplicationContext();
		return server == null || server == applicationContext;
	}

	private static Mono<ServerResponse> serve(BrowserModuleFile file) {
		return ServerResponse.ok()
			.header("Content-Type", file.getContentType())
			.header("X-Content-Type-Options", "nosniff")
			.cacheControl(CacheControl.noCache())
			.contentLength(file.getContent().length)
			.eTag(file.getEtag())
			.body((response, context) -> response
				.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(file.getContent()))));
	}

	@Bean
	SocialPlusTokenEndpointWebFilter socialPlusEndpointFilter(LoginResolver loginResolver, EndpointResponses responses,
			SocialPlusProperties properties, ApplicationContext applicationContext) {
		return SocialPlusTokenEndpointWebFilter
			.forUsers(endpoint(properties.getEndpoint().getPath(), applicationContext), loginResolver, responses);
	}

	private static ServerWebExchangeMatcher endpoints(SocialPlusProperties properties,
			ApplicationContext applicationContext) {
		ServerWebExchangeMatcher token = endpoint(properties.getEndpoint().getPath(), applicationContext);
		SocialPlusProperties.Visitor visitor = properties.getVisitor();
		return (visitor.getSecret() != null)
				? new OrServerWebExchangeMatcher(token, endpoint(visitor.getPath(), applicationContext)) : token;
	}

	private static ServerWebExchangeMatcher endpoint(String path, ApplicationContext applicationContext) {
		return new AndServerWebExchangeMatcher(
				(exchange) -> isServedBy(applicationContext, exchange) ? MatchResult.match() : MatchResult.notMatch(),
				ServerWebExchangeMatchers.pathMatchers(path));
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
			.forVisitors(endpoint(visitor.getPath(), applicationContext), loginResolver, responses) : null;
	}

}
