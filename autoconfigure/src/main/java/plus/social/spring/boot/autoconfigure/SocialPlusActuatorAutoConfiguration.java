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

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import plus.social.spring.client.AdminToken;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusAdminTokenProvider;
import plus.social.spring.client.SocialPlusServerKeyProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that hides secrets in actuator
 * endpoints, even if Social Plus is disabled.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class SocialPlusActuatorAutoConfiguration {

	@Bean
	SecretPropertiesSanitizingFunction socialPlusSanitizingFunction(Environment environment,
			ObjectProvider<SocialPlusConnectionDetails> connectionDetails,
			ObjectProvider<SocialPlusServerKeyProvider> serverKeyProvider,
			ObjectProvider<SocialPlusAdminTokenProvider> adminTokenProvider) {
		return new SecretPropertiesSanitizingFunction(() -> findSecrets(environment, connectionDetails),
				() -> Stream.concat(findServerKeys(serverKeyProvider), findAdminTokens(adminTokenProvider)).toList());
	}

	// A failure of the application's own beans is reported where they are used.
	private static SecretValues findSecrets(Environment environment,
			ObjectProvider<SocialPlusConnectionDetails> connectionDetails) {
		SecretValues secrets = SecretValues.of(environment);
		try {
			connectionDetails.forEach((details) -> {
				secrets.add(details.getServerKey());
				secrets.add(details.getPreviousServerKey());
				secrets.add(details.getAdminToken());
			});
		}
		catch (RuntimeException ex) {
			// The other secrets are still hidden.
		}
		return secrets;
	}

	private static Stream<Predicate<String>> findServerKeys(ObjectProvider<SocialPlusServerKeyProvider> providers) {
		try {
			List<ServerKey> keys = providers.stream().flatMap((provider) -> provider.getServerKeys().stream()).toList();
			return keys.stream().map((key) -> key::isContainedIn);
		}
		catch (RuntimeException ex) {
			return Stream.empty();
		}
	}

	private static Stream<Predicate<String>> findAdminTokens(ObjectProvider<SocialPlusAdminTokenProvider> providers) {
		try {
			List<AdminToken> tokens = providers.stream()
				.map(SocialPlusAdminTokenProvider::getAdminToken)
				.flatMap(Stream::ofNullable)
				.toList();
			return tokens.stream().map((token) -> token::isContainedIn);
		}
		catch (RuntimeException ex) {
			return Stream.empty();
		}
	}

}
