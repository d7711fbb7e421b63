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

package plus.social.spring.boot.test;

import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.token.SocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what a test of an application calls, while properties of the machine lead to
 * the real Social Plus. In its place, an emulator counts.
 */
class OfflineTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final SocialPlusEmulator real = SocialPlusEmulator.create();

	@BeforeAll
	static void configureMachine() {
		System.setProperty("socialplus.base-url", real.getBaseUrl().toString());
		System.setProperty("socialplus.server-key", real.getServerKey());
	}

	@BeforeEach
	void reset() {
		real.reset();
	}

	@AfterAll
	static void stop() {
		System.clearProperty("socialplus.base-url");
		System.clearProperty("socialplus.server-key");
		real.stop();
	}

	private static void assertOffline(SocialPlusTokenService service) {
		assertThat(service.issueToken(ALICE).getTokenValue()).isEqualTo("mock-auth-token");
		assertThat(service.issueToken(ALICE).getUserId()).isEqualTo("alice");
		assertThat(real.getTokenCount()).isZero();
	}

	private static void assertLive(SocialPlusTokenService service) {
		assertThat(service.issueToken(ALICE).getTokenValue()).isEqualTo(real.getTokens("alice").get(0));
	}

	@Test
	void applicationThatIsNoTestCallsSocialPlus() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(EmptyApplication.class)
			.web(WebApplicationType.NONE)
			.run()) {
			assertLive(context.getBean(SocialPlusTokenService.class));
		}
	}

	@Nested
	@SpringBootTest(classes = Application.class,
			properties = { "spring.security.user.name=carol", "spring.security.user.password={noop}secret",
					"spring.main.web-application-type=servlet", "socialplus.login.budget=1m" })
	@AutoConfigureMockMvc
	class FullApplicationTests {

		@Autowired
		private MockMvcTester mvc;

		@Test
		@WithMockUser("alice")
		void mockUserGetsAMockToken() {
			assertThat(this.mvc.get().uri("/argument")).hasStatusOk().bodyText().isEqualTo("alice mock-auth-token");
			assertThat(real.getTokenCount()).isZero();
		}

		@Test
		void userOfTheRequestGetsAMockToken() {
			MvcTestResult result = this.mvc.post()
				.uri("/socialplus/token")
				.with(SecurityMockMvcRequestPostProcessors.user("bob"))
				.with(SecurityMockMvcRequestPostProcessors.csrf())
				.header("Sec-Fetch-Site", "same-origin")
				.exchange();
			assertThat(result).hasStatusOk().bodyJson().extractingPath("authToken").isEqualTo("mock-auth-token");
			assertThat(real.getTokenCount()).isZero();
		}

		@Test
		void formLoginGetsAMockToken() {
			MvcTestResult result = this.mvc
				.perform(SecurityMockMvcRequestBuilders.formLogin().user("carol").password("secret"));
			assertThat(result).hasStatus(302);
			assertThat(result.getMvcResult().getRequest().getSession()).satisfies((session) -> {
				assertThat(session.getAttribute("SOCIALPLUS_USER_ID")).isEqualTo("carol");
				assertThat(session.getAttribute("SOCIALPLUS_AUTH_TOKEN")).isEqualTo("mock-auth-token");
			});
			assertThat(real.getTokenCount()).isZero();
		}

		@Test
		void noClientIsBuilt(@Autowired ObjectProvider<SocialPlusTokenClient> client,
				@Autowired SocialPlusAccessTokenService sessions) {
			assertThat(client.stream()).isEmpty();
			assertThat(sessions.issueAccessToken(ALICE, "test").getUserId()).isEqualTo("alice");
		}

	}

	@Nested
	@SpringBootTest(classes = { EmptyApplication.class, OwnConnectionDetails.class },
			webEnvironment = WebEnvironment.NONE, properties = "socialplus.base-url=http://localhost:1")
	class ConnectionDetailsOfTheApplicationTests {

		@Test
		void areNotUsed(@Autowired SocialPlusTokenService service) {
			assertOffline(service);
		}

	}

	@Nested
	@SpringBootTest(classes = EmptyApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "socialplus.base-url=https://localhost.invalid")
	class BaseUrlOfAnotherMachineTests {

		@Test
		void isNotCalled(@Autowired SocialPlusTokenService service) {
			assertOffline(service);
		}

	}

	@Nested
	@SpringBootTest(classes = EmptyApplication.class, webEnvironment = WebEnvironment.NONE)
	@Import(SocialPlusEmulatorConfiguration.class)
	class EmulatorConfigurationThatStepsAsideTests {

		@Test
		void doesNotLeadToTheRealService(@Autowired SocialPlusTokenService service) {
			assertOffline(service);
		}

	}

	@Nested
	@ContextConfiguration(classes = EmptyApplication.class)
	@ExtendWith(SpringExtension.class)
	class TestWithoutSpringBootTests {

		@Test
		void isOfflineToo(@Autowired SocialPlusTokenService service) {
			assertOffline(service);
		}

	}

	@Nested
	@SpringBootTest(classes = EmptyApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "socialplus.test.live=true")
	class LiveTests {

		@Test
		void callSocialPlus(@Autowired SocialPlusTokenService service) {
			assertLive(service);
		}

	}

	@Nested
	@SpringBootTest(classes = EmptyApplication.class, webEnvironment = WebEnvironment.NONE)
	class LoopbackTests {

		@DynamicPropertySource
		static void call(DynamicPropertyRegistry registry) {
			registry.add("socialplus.base-url", real::getBaseUrl);
		}

		@Test
		void callTheServerThatTheyName(@Autowired SocialPlusTokenService service) {
			assertLive(service);
		}

	}

	@Nested
	@SpringBootTest(classes = EmptyApplication.class, webEnvironment = WebEnvironment.NONE)
	@Import(TestConnectionDetails.class)
	class ConnectionDetailsOfTheTestTests {

		@Test
		void areUsed(@Autowired SocialPlusTokenService service) {
			assertLive(service);
		}

	}

	@Nested
	@SpringBootTest(classes = { EmptyApplication.class, OwnService.class }, webEnvironment = WebEnvironment.NONE)
	class OwnServiceTests {

		@Test
		void isKept(@Autowired SocialPlusTokenService service) {
			assertThat(service.issueToken(ALICE).getTokenValue()).isEqualTo("own");
		}

	}

	@Nested
	@SpringBootTest(classes = EmptyApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "socialplus.secure-mode=false")
	class InsecureModeTests {

		@Test
		void hasNoToken(@Autowired SocialPlusTokenService service) {
			assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> service.issueToken(ALICE));
		}

	}

	@Nested
	@SpringBootTest(classes = EmptyApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "socialplus.enabled=false")
	class DisabledTests {

		@Test
		void haveNoTokens(@Autowired SocialPlusTokenService service) {
			assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> service.issueToken(ALICE))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.DISABLED));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(WebMvcSliceTests.TokenController.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class EmptyApplication {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnectionDetails {

		@Bean
		SocialPlusConnectionDetails vault() {
			return real.getConnectionDetails();
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class TestConnectionDetails {

		@Bean
		SocialPlusConnectionDetails testDetails() {
			return real.getConnectionDetails();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnService {

		@Bean
		SocialPlusTokenService ownTokenService() {
			return (user) -> new SocialPlusAuthToken(user.getId(), "own", Instant.now().plusSeconds(600));
		}

	}

}
