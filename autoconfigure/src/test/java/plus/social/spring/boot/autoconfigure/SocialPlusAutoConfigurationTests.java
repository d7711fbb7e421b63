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

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.logout.LogoutRevoker;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.token.ReactiveSocialPlusAccessTokenService;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.visitor.VisitorSigner;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SocialPlusAutoConfiguration} and
 * {@link SocialPlusSessionAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SocialPlusAutoConfigurationTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final SocialPlusAuthToken TOKEN = new SocialPlusAuthToken("alice", "t0ken", Instant.EPOCH);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SocialPlusAutoConfiguration.class,
				SocialPlusSessionAutoConfiguration.class, SocialPlusDisabledAutoConfiguration.class));

	@Test
	void aServiceOfTheApplicationMayBlockTheThreadThatBeginsACall() {
		Sinks.One<SocialPlusAuthToken> first = Sinks.one();
		BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
		ReactiveSocialPlusTokenService own = (user) -> {
			threads.add(Thread.currentThread());
			return user.equals(ALICE) ? first.asMono() : Mono.never();
		};
		this.runner.withPropertyValues("socialplus.http.max-connections=1")
			.withBean(ReactiveSocialPlusTokenService.class, () -> own)
			.run((context) -> {
				SessionTokens sessionTokens = context.getBean(SessionTokens.class);
				sessionTokens.issue(ALICE, null);
				sessionTokens.issue(SocialPlusUser.of("bob"), null);
				assertThat(threads.poll(30, TimeUnit.SECONDS)).isSameAs(Thread.currentThread());
				first.tryEmitValue(TOKEN);
				assertThat(threads.poll(30, TimeUnit.SECONDS)).isNotNull().isNotSameAs(Thread.currentThread());
			});
	}

	@Test
	void givesServicesAndWhatSessionsNeed() {
		this.runner.withPropertyValues("socialplus.server-key=k3y")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SocialPlusTokenService.class)
				.hasSingleBean(ReactiveSocialPlusTokenService.class)
				.hasSingleBean(SocialPlusTokenClient.class)
				.hasSingleBean(SocialPlusConnectionDetails.class)
				.hasSingleBean(SocialPlusUserResolver.class)
				.hasSingleBean(LoginResolver.class)
				.hasSingleBean(SessionTokens.class));
	}

	@Test
	void givesServicesForSessions() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(SocialPlusAccessTokenClient.class)
			.hasSingleBean(SocialPlusAccessTokenService.class)
			.hasSingleBean(ReactiveSocialPlusAccessTokenService.class)
			.doesNotHaveBean(LogoutRevoker.class));
	}

	@Test
	void backsOffForServicesForSessions() {
		this.runner.withBean(SocialPlusAccessTokenService.class, () -> mock(SocialPlusAccessTokenService.class))
			.run((context) -> assertThat(context).hasSingleBean(SocialPlusAccessTokenService.class)
				.hasSingleBean(ReactiveSocialPlusAccessTokenService.class)
				.doesNotHaveBean(SocialPlusAccessTokenClient.class));
		this.runner
			.withBean(ReactiveSocialPlusAccessTokenService.class,
					() -> mock(ReactiveSocialPlusAccessTokenService.class))
			.run((context) -> assertThat(context).hasSingleBean(SocialPlusAccessTokenService.class)
				.hasSingleBean(ReactiveSocialPlusAccessTokenService.class)
				.doesNotHaveBean(SocialPlusAccessTokenClient.class));
		this.runner.withBean(SocialPlusTokenService.class, () -> (user) -> TOKEN)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SocialPlusAccessTokenService.class));
	}

	@Test
	void logoutsThatAreToEndSessionsNeedAnAdminToken(CapturedOutput output) {
		this.runner.withPropertyValues("socialplus.logout.revoke=true", "socialplus.admin-token=canary")
			.run((context) -> {
				assertThat(context).hasSingleBean(LogoutRevoker.class);
				assertThat(output).doesNotContain("socialplus.admin-token").doesNotContain("canary");
			});
		this.runner.withPropertyValues("socialplus.logout.revoke=true").run((context) -> {
			assertThat(context).hasSingleBean(LogoutRevoker.class);
			assertThat(output).containsOnlyOnce("'socialplus.admin-token' is not");
		});
	}

	@Test
	void anAdminTokenThatCannotBeSentFailsTheStart() {
		this.runner.withPropertyValues("socialplus.admin-token=can ary")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("socialplus.admin-token")
				.hasMessageNotContaining("can ary"));
	}

	@Test
	void lazyInitializationKeepsTheChecksOfTheStart(CapturedOutput output) {
		ApplicationContextRunner lazy = this.runner.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));
		lazy.withPropertyValues("socialplus.server-kee=canary").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("'socialplus.server-kee' (did you mean 'socialplus.server-key'?)",
					"'socialplus.server-key' is not set");
		});
		lazy.withPropertyValues("socialplus.secure-mode=false", "spring.profiles.active=prod")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'socialplus.secure-mode'"));
	}

	@Test
	void visitorsNeedASecret(CapturedOutput output) {
		this.runner
			.run((context) -> assertThat(context.getBeanProvider(VisitorSigner.class).getIfAvailable()).isNull());
		this.runner.withPropertyValues("socialplus.visitor.secret=v1sitor-s3cret-canary")
			.run((context) -> assertThat(context).hasSingleBean(VisitorSigner.class));
		this.runner
			.withPropertyValues("socialplus.visitor.secret=v1sitor-s3cret-canary", "socialplus.endpoint.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(VisitorSigner.class));
		assertThat(output).doesNotContain("canary");
		for (String property : List.of("secret=", "secret=canary", "secret=v1sitor s3cret canary", "path=visitor",
				"max-per-second=0")) {
			this.runner.withPropertyValues("socialplus.visitor." + property)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessageContaining("socialplus.visitor." + property.replaceFirst("=.*", "")));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "off", "no" })
	void canBeSwitchedOff(String off) {
		this.runner.withPropertyValues("socialplus.enabled=" + off, "socialplus.region=mars")
			.withClassLoader(new FilteredClassLoader("reactor.netty", "io.netty"))
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean(SocialPlusTokenClient.class)
					.doesNotHaveBean(SocialPlusProperties.class)
					.doesNotHaveBean(LoginCondition.class);
				assertReason(context.getBean(SocialPlusTokenService.class), Reason.DISABLED);
				assertThatExceptionOfType(SocialPlusException.class)
					.isThrownBy(() -> context.getBean(ReactiveSocialPlusTokenService.class).issueToken(ALICE).block())
					.satisfies((failure) -> assertThat(failure.getReason()).isEqualTo(Reason.DISABLED))
					.withMessageContaining("'socialplus.enabled'");
				assertThatExceptionOfType(SocialPlusException.class)
					.isThrownBy(() -> context.getBean(SocialPlusAccessTokenService.class).revokeAll(ALICE))
					.satisfies((failure) -> assertThat(failure.getReason()).isEqualTo(Reason.DISABLED));
				assertThat(context.getBean(SessionTokens.class).isEnabled()).isFalse();
			});
	}

	@Test
	void servicesOfAnApplicationThatSwitchesItOffStayAsTheyAre() {
		this.runner.withPropertyValues("socialplus.enabled=false")
			.withBean(SocialPlusTokenService.class, () -> (user) -> TOKEN)
			.withBean(SocialPlusUserResolver.class, () -> (authentication) -> ALICE)
			.run((context) -> {
				assertThat(context).hasSingleBean(SocialPlusTokenService.class)
					.hasSingleBean(SocialPlusUserResolver.class);
				assertThat(context.getBean(ReactiveSocialPlusTokenService.class).issueToken(ALICE).block())
					.isEqualTo(TOKEN);
				assertThat(context.getBean(SessionTokens.class).isEnabled()).isFalse();
			});
	}

	@Test
	void theRegionChoosesTheUrlUnlessThereIsOne() {
		this.runner.run((context) -> assertThat(baseUrl(context)).hasToString("https://apix.sg.amity.co"));
		this.runner.withPropertyValues("socialplus.region=eu")
			.run((context) -> assertThat(baseUrl(context)).hasToString("https://apix.eu.amity.co"));
		this.runner.withPropertyValues("socialplus.region=eu", "socialplus.base-url=http://localhost:9000")
			.run((context) -> assertThat(baseUrl(context)).hasToString("http://localhost:9000"));
	}

	@Test
	void aMissingServerKeyIsSaidAtStartAndOnUse(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce("'socialplus.server-key' is not set")
				.contains("Settings > Integrations");
			assertReason(context.getBean(SocialPlusTokenService.class), Reason.SERVER_KEY_MISSING);
		});
	}

	@Test
	void aServerKeyThatIsThereIsNotSpokenOf(CapturedOutput output) {
		this.runner.withPropertyValues("socialplus.server-key=canary").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("server-key").doesNotContain("canary");
		});
	}

	@Test
	void backsOffForConnectionDetails(CapturedOutput output) {
		this.runner.withBean(SocialPlusConnectionDetails.class, () -> details("can ary")).run((context) -> {
			assertThat(context).hasSingleBean(SocialPlusConnectionDetails.class);
			assertThat(output).doesNotContain("'socialplus.server-key' is not set");
			assertReason(context.getBean(SocialPlusTokenService.class), Reason.SERVER_KEY_MISSING);
			assertThat(output).doesNotContain("can ary");
		});
	}

	@Test
	void thePreviousServerKeyIsTheSecondChoice() {
		this.runner.withPropertyValues("socialplus.server-key=new", "socialplus.previous-server-key=old")
			.run((context) -> assertThat(keys(context)).containsExactly(ServerKey.of("new"), ServerKey.of("old")));
	}

	@Test
	void takesTheServerKeyFromAFileAndFollowsIt(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("key"), "first\n");
		for (String location : List.of(file.toString(), file.toUri().toString())) {
			Files.writeString(file, "first\n");
			this.runner
				.withPropertyValues("socialplus.server-key-location=" + location, "socialplus.previous-server-key=old")
				.run((context) -> {
					assertThat(keys(context)).containsExactly(ServerKey.of("first"), ServerKey.of("old"));
					Files.writeString(file, "second\n");
					context.getBean(SocialPlusServerKeyProvider.class).refresh();
					assertThat(keys(context)).startsWith(ServerKey.of("second"), ServerKey.of("first"));
				});
		}
	}

	@Test
	void aKeyFileThatIsNotThereYetDoesNotFailTheStart(@TempDir Path directory, CapturedOutput output) {
		this.runner.withPropertyValues("socialplus.server-key-location=" + directory.resolve("key")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("NoSuchFileException")
				.contains("Social Plus auth tokens cannot be issued: The server key file " + directory.resolve("key"))
				.doesNotContain("Generate a server key");
			assertReason(context.getBean(SocialPlusTokenService.class), Reason.SERVER_KEY_MISSING);
			assertThatExceptionOfType(SocialPlusException.class)
				.isThrownBy(() -> context.getBean(SocialPlusTokenService.class).issueToken(SocialPlusUser.of("alice")))
				.withMessageContaining(directory.resolve("key").toString());
			Files.writeString(directory.resolve("key"), "first");
			context.getBean(SocialPlusServerKeyProvider.class).refresh();
			assertThat(keys(context)).containsExactly(ServerKey.of("first"));
		});
	}

	@Test
	void aPreviousKeyIsUsedUntilTheFileIsThere(@TempDir Path directory, CapturedOutput output) {
		this.runner
			.withPropertyValues("socialplus.server-key-location=" + directory.resolve("key"),
					"socialplus.previous-server-key=old")
			.run((context) -> {
				assertThat(keys(context)).containsExactly(ServerKey.of("old"));
				assertThat(output).contains("does not exist")
					.doesNotContain("Social Plus auth tokens cannot be" + " issued");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:canary", "classpath*:canary", "https://localhost/canary", "http://canary",
			"base64:canary", "vault:canary", "optional:file:/canary", "jar:file:/canary!/key", "CLASSPATH:canary" })
	void aKeyLocationThatIsNoFileFailsTheStartWithOneMessage(String location) {
		this.runner.withPropertyValues("socialplus.server-key-location=" + location)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSocialPlusPropertyException.class)
				.hasMessage("Property 'socialplus.server-key-location' is invalid: It must be a file,"
						+ " so that a new key in it can be used without a restart."));
	}

	@Test
	void connectionDetailsFromElsewhereComeWithTheirOwnKey(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("key"), "canary");
		this.runner.withPropertyValues("socialplus.server-key-location=" + file)
			.withBean(SocialPlusConnectionDetails.class, () -> details("emulated"))
			.run((context) -> assertThat(keys(context)).containsExactly(ServerKey.of("emulated")));
	}

	@Test
	void backsOffForAServerKeyProvider() {
		SocialPlusServerKeyProvider provider = List::of;
		this.runner.withBean(SocialPlusServerKeyProvider.class, () -> provider).run((context) -> {
			assertThat(context.getBean(SocialPlusServerKeyProvider.class)).isSameAs(provider);
			assertReason(context.getBean(SocialPlusTokenService.class), Reason.SERVER_KEY_MISSING);
		});
	}

	private static List<ServerKey> keys(ApplicationContext context) {
		return context.getBean(SocialPlusServerKeyProvider.class).getServerKeys();
	}

	@Test
	void withoutSecureModeThereAreNoTokensAndAWarning(CapturedOutput output) {
		this.runner.withPropertyValues("socialplus.secure-mode=false", "socialplus.api-key=k3y").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(SocialPlusTokenClient.class);
			assertReason(context.getBean(SocialPlusTokenService.class), Reason.SECURE_MODE_OFF);
			assertThat(context.getBean(SessionTokens.class).isStoring()).isFalse();
			assertThat(output).containsOnlyOnce("used without secure mode").doesNotContain("'socialplus.server-key'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "prod", "production" })
	void withoutSecureModeThereIsNoProduction(String profile) {
		this.runner.withPropertyValues("socialplus.secure-mode=false", "spring.profiles.active=other," + profile)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSocialPlusPropertyException.class)
				.hasMessageContaining("'socialplus.secure-mode' is invalid"));
	}

	@Test
	void backsOffForABlockingService() {
		SocialPlusTokenService service = (user) -> TOKEN;
		this.runner.withBean(SocialPlusTokenService.class, () -> service).run((context) -> {
			assertThat(context).doesNotHaveBean(SocialPlusTokenClient.class);
			assertThat(context.getBean(SocialPlusTokenService.class)).isSameAs(service);
			assertThat(context.getBean(ReactiveSocialPlusTokenService.class).issueToken(ALICE).block()).isSameAs(TOKEN);
		});
	}

	@Test
	void backsOffForAReactiveService() {
		ReactiveSocialPlusTokenService service = (user) -> Mono.just(TOKEN);
		this.runner.withBean(ReactiveSocialPlusTokenService.class, () -> service).run((context) -> {
			assertThat(context).doesNotHaveBean(SocialPlusTokenClient.class);
			assertThat(context.getBean(ReactiveSocialPlusTokenService.class)).isSameAs(service);
			assertThat(context.getBean(SocialPlusTokenService.class).issueToken(ALICE)).isSameAs(TOKEN);
		});
	}

	@Test
	void backsOffForAUserResolver() {
		SocialPlusUserResolver resolver = (authentication) -> ALICE;
		this.runner.withBean(SocialPlusUserResolver.class, () -> resolver)
			.run((context) -> assertThat(context.getBean(SocialPlusUserResolver.class)).isSameAs(resolver));
	}

	private static URI baseUrl(ApplicationContext context) {
		return context.getBean(SocialPlusConnectionDetails.class).getBaseUrl();
	}

	private static void assertReason(SocialPlusTokenService service, Reason reason) {
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> service.issueToken(ALICE))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(reason))
			.withMessageNotContaining("can ary");
	}

	private static SocialPlusConnectionDetails details(String serverKey) {
		return new SocialPlusConnectionDetails() {

			@Override
			public URI getBaseUrl() {
				return URI.create("http://localhost:1");
			}

			@Override
			public @Nullable String getServerKey() {
				return serverKey;
			}

		};
	}

}
