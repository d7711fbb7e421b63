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

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusBaseUrl;
import plus.social.spring.client.SocialPlusClientSettings;
import plus.social.spring.client.SocialPlusProxy;
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.observation.SocialPlusTokenObservationConvention;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Configurations of the token services: the client, unless the application has a service
 * of its own, and a reactive view of a blocking service.
 */
final class TokenServiceConfigurations {

	private TokenServiceConfigurations() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean({ ReactiveSocialPlusTokenService.class, SocialPlusTokenService.class })
	static class Client {

		@Bean
		@ConditionalOnMissingBean
		SocialPlusServerKeyProvider socialPlusServerKeyProvider(SocialPlusConnectionDetails connectionDetails,
				SocialPlusProperties properties, ResourceLoader resourceLoader) {
			return ServerKeyProviders.create(connectionDetails, properties, resourceLoader);
		}

		// Registers the SSL bundle of the short form with Spring Boot's own bundles.
		@Bean
		MtlsBundleRegistrar socialPlusMtlsBundleRegistrar(SocialPlusProperties properties, Environment environment,
				ResourceLoader resourceLoader) {
			return new MtlsBundleRegistrar(properties.getMtls(), ApplicationResourceLoader.get(resourceLoader, true),
					new MtlsDiagnosis(environment, resourceLoader));
		}

		@Bean
		SocialPlusTokenClient socialPlusTokenClient(SocialPlusConnectionDetails connectionDetails,
				SocialPlusServerKeyProvider serverKeys, SocialPlusProperties properties,
				ObjectProvider<SslBundles> sslBundles, Environment environment, ResourceLoader resourceLoader,
				ObjectProvider<ObservationRegistry> observationRegistry,
				ObjectProvider<SocialPlusTokenObservationConvention> observationConvention) {
			SocialPlusTokenClient client = new SocialPlusTokenClient(
					SocialPlusBaseUrl.of(connectionDetails.getBaseUrl()), serverKeys, settings(properties),
					Clock.systemUTC());
			observationRegistry.ifUnique(client::setObservationRegistry);
			observationConvention.ifUnique(client::setObservationConvention);
			client.setTracePropagated(properties.getHttp().isPropagateTrace());
			SocialPlusProperties.Mtls mtls = properties.getMtls();
			if (mtls != null) {
				new MtlsBundle(mtls, new MtlsDiagnosis(environment, resourceLoader)).useFor(client,
						sslBundles.getObject());
			}
			return client;
		}

		private static SocialPlusClientSettings settings(SocialPlusProperties properties) {
			SocialPlusProperties.Http http = properties.getHttp();
			return new SocialPlusClientSettings(http.getConnectTimeout(), http.getAttemptTimeout(),
					http.getCallTimeout(), http.getMaxConnections(), properties.getToken().getTimeToLive(),
					proxy(http.getProxy()));
		}

		private static @Nullable SocialPlusProxy proxy(SocialPlusProperties.Http.Proxy properties) {
			String host = properties.getHost();
			Integer port = properties.getPort();
			if (host == null || port == null) {
				return null;
			}
			SocialPlusProxy proxy = SocialPlusProxy.of(host, port);
			String username = properties.getUsername();
			String password = properties.getPassword();
			return (username != null && password != null) ? proxy.withCredentials(username, password) : proxy;
		}

		@Bean
		SocialPlusClientStarter socialPlusClientStarter(SocialPlusServerKeyProvider serverKeys,
				SocialPlusTokenClient client, SocialPlusProperties properties) {
			return new SocialPlusClientStarter(serverKeys, client,
					properties.isVerifyAtStartup() ? SocialPlusUser.of(properties.getVerifyUserId()) : null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(SocialPlusTokenService.class)
	@ConditionalOnMissingBean(ReactiveSocialPlusTokenService.class)
	static class Reactive {

		@Bean
		ReactiveSocialPlusTokenService reactiveSocialPlusTokenService(SocialPlusTokenService tokenService) {
			return ReactiveSocialPlusTokenService.nonBlocking(tokenService);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(ReactiveSocialPlusTokenService.class)
	static class Disabled {

		@Bean
		ReactiveSocialPlusTokenService reactiveSocialPlusTokenService() {
			return (user) -> Mono.error(SocialPlusException::disabled);
		}

	}

}
