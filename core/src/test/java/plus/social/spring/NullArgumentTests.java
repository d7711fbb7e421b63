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

package plus.social.spring;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.client.AdminTokenRenewer;
import plus.social.spring.client.FileAdminTokenProvider;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.client.SocialPlusAccessTokenSettings;
import plus.social.spring.client.SocialPlusAdminTokenProvider;
import plus.social.spring.client.SocialPlusBaseUrl;
import plus.social.spring.client.SocialPlusClientSettings;
import plus.social.spring.client.SocialPlusRegion;
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.event.SocialPlusTokenEventPublisher;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSettings;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenPolicy;
import plus.social.spring.token.ReactiveSocialPlusAccessTokenService;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.web.reactive.ServerSocialPlusAuthenticationSuccessHandler;
import plus.social.spring.web.reactive.SocialPlusLogoutWebFilter;
import plus.social.spring.web.reactive.SocialPlusSessionWebFilter;
import plus.social.spring.web.reactive.SocialPlusTokenArgumentResolver;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;
import plus.social.spring.web.servlet.SocialPlusAuthenticationSuccessHandler;
import plus.social.spring.web.servlet.SocialPlusLogoutFilter;
import plus.social.spring.web.servlet.SocialPlusSessionFilter;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that callers without a null checker hear of a missing argument at once.
 */
class NullArgumentTests {

	private static final SocialPlusTokenPolicy POLICY = new SocialPlusTokenPolicy(Duration.ZERO, Clock.systemUTC());

	private static final ReactiveSocialPlusTokenService SERVICE = (user) -> Mono.empty();

	private static final LoginSettings SETTINGS = new LoginSettings(LoginMode.EAGER, Duration.ZERO,
			Duration.ofSeconds(3));

	private static final SessionTokens SESSION_TOKENS = new SessionTokens(POLICY,
			new TokenFetcher(SERVICE, POLICY::isFresh, Clock.systemUTC(), 1, Duration.ZERO), SETTINGS);

	private static final LoginResolver LOGIN_RESOLVER = new LoginResolver(SocialPlusUserResolver.principalName(),
			LoginCondition.none());

	private static final HttpSessionSocialPlusTokens TOKENS = new HttpSessionSocialPlusTokens(SESSION_TOKENS,
			LOGIN_RESOLVER);

	private static final SocialPlusTokenClient TOKEN_CLIENT = new SocialPlusTokenClient(
			SocialPlusRegion.EU.getBaseUrl(), List::of, SocialPlusClientSettings.defaults(), Clock.systemUTC());

	private static final SocialPlusAccessTokenSettings SESSION_SETTINGS = new SocialPlusAccessTokenSettings(null,
			"node", true);

	private static final ReactiveSocialPlusAccessTokenService SESSION_SERVICE = new SocialPlusAccessTokenClient(
			TOKEN_CLIENT, SESSION_SETTINGS, () -> null);

	private static final FileAdminTokenProvider ADMIN_TOKEN = new FileAdminTokenProvider(Path.of("none"));

	private static final Map<Class<?>, Object> ARGUMENTS = Map.ofEntries(
			Map.entry(SocialPlusBaseUrl.class, SocialPlusRegion.EU.getBaseUrl()),
			Map.entry(SocialPlusServerKeyProvider.class,
					(SocialPlusServerKeyProvider) () -> List.of(ServerKey.of("k3y"))),
			Map.entry(int.class, 1), Map.entry(LoginSettings.class, SETTINGS),
			Map.entry(SocialPlusClientSettings.class, SocialPlusClientSettings.defaults()),
			Map.entry(Clock.class, Clock.systemUTC()), Map.entry(Duration.class, Duration.ZERO),
			Map.entry(SocialPlusTokenPolicy.class, POLICY), Map.entry(ReactiveSocialPlusTokenService.class, SERVICE),
			Map.entry(TokenFetcher.class,
					new TokenFetcher(SERVICE, POLICY::isFresh, Clock.systemUTC(), 1, Duration.ZERO)),
			Map.entry(ApplicationEventPublisher.class, (ApplicationEventPublisher) (event) -> {
			}), Map.entry(BooleanSupplier.class, (BooleanSupplier) () -> false),
			Map.entry(LoginMode.class, LoginMode.EAGER), Map.entry(LoginResolver.class, LOGIN_RESOLVER),
			Map.entry(LoginCondition.class, LoginCondition.none()),
			Map.entry(SocialPlusUserResolver.class, SocialPlusUserResolver.principalName()),
			Map.entry(SocialPlusTokenClient.class, TOKEN_CLIENT),
			Map.entry(SocialPlusAdminTokenProvider.class, ADMIN_TOKEN),
			Map.entry(FileAdminTokenProvider.class, ADMIN_TOKEN), Map.entry(Path.class, Path.of("none")),
			Map.entry(SocialPlusAccessTokenSettings.class, SESSION_SETTINGS),
			Map.entry(ReactiveSocialPlusAccessTokenService.class, SESSION_SERVICE),
			Map.entry(LogoutRevoker.class, new LogoutRevoker(SESSION_SERVICE)),
			Map.entry(SessionTokens.class, SESSION_TOKENS), Map.entry(HttpSessionSocialPlusTokens.class, TOKENS),
			Map.entry(WebSessionSocialPlusTokens.class, new WebSessionSocialPlusTokens(SESSION_TOKENS, LOGIN_RESOLVER)),
			Map.entry(ServerAuthenticationSuccessHandler.class,
					(ServerAuthenticationSuccessHandler) (exchange, authentication) -> Mono.empty()),
			Map.entry(AuthenticationSuccessHandler.class,
					(AuthenticationSuccessHandler) (request, response, authentication) -> {
					}));

	static Stream<Arguments> parameters() {
		return Stream
			.of(SocialPlusTokenClient.class, SocialPlusAccessTokenClient.class, AdminTokenRenewer.class,
					FileAdminTokenProvider.class, LogoutRevoker.class, SocialPlusLogoutFilter.class,
					SocialPlusLogoutWebFilter.class, TokenFetcher.class, SessionTokens.class,
					SocialPlusTokenEventPublisher.class, SocialPlusTokenPolicy.class, LoginResolver.class,
					HttpSessionSocialPlusTokens.class, SocialPlusSessionFilter.class,
					SocialPlusAuthenticationSuccessHandler.class,
					plus.social.spring.web.servlet.SocialPlusTokenArgumentResolver.class,
					WebSessionSocialPlusTokens.class, SocialPlusSessionWebFilter.class,
					ServerSocialPlusAuthenticationSuccessHandler.class, SocialPlusTokenArgumentResolver.class)
			.flatMap((type) -> Stream.of(type.getConstructors()))
			.filter((constructor) -> Modifier.isPublic(constructor.getModifiers()))
			.flatMap((constructor) -> IntStream.range(0, constructor.getParameterCount())
				.filter((i) -> !constructor.getParameterTypes()[i].isPrimitive())
				.mapToObj((i) -> Arguments.of(constructor, i)));
	}

	@ParameterizedTest
	@MethodSource("parameters")
	void aConstructorRefusesThem(Constructor<?> constructor, int missing) {
		Object[] arguments = Stream.of(constructor.getParameterTypes()).map(ARGUMENTS::get).toArray();
		arguments[missing] = null;
		assertThatExceptionOfType(InvocationTargetException.class).isThrownBy(() -> constructor.newInstance(arguments))
			.havingCause()
			.isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void aFactoryRefusesThem() {
		assertThatIllegalArgumentException().isThrownBy(() -> ServerKey.of(null));
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusBaseUrl.of((String) null));
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusBaseUrl.of((URI) null));
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusTokenService.blocking(null));
		assertThatIllegalArgumentException().isThrownBy(() -> ReactiveSocialPlusTokenService.nonBlocking(null));
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusAccessTokenService.blocking(null));
		assertThatIllegalArgumentException().isThrownBy(() -> ReactiveSocialPlusAccessTokenService.nonBlocking(null));
	}

}
