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

package plus.social.spring.boot.starter;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.client.AdminToken;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusAdminTokenProvider;
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.event.SocialPlusTokenUnavailableEvent;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;
import plus.social.spring.web.SocialPlusToken;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;
import plus.social.spring.web.servlet.SocialPlusAuthenticationSuccessHandler;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the documentation shows, so that it compiles and is tested.
 */
final class DocumentedConfigurations {

	private DocumentedConfigurations() {
	}

	@RestController
	static class RoomController {

		// tag::argument[]
		@GetMapping("/rooms/{room}")
		String room(@PathVariable String room, @SocialPlusToken(required = false) SocialPlusAuthToken token) {
			return room + ((token != null) ? " with chat as " + token.getUserId() : " without chat");
		}
		// end::argument[]

	}

	// tag::controller[]
	@RestController
	static class ChatController {

		private final HttpSessionSocialPlusTokens tokens;

		ChatController(HttpSessionSocialPlusTokens tokens) {
			this.tokens = tokens;
		}

		@GetMapping("/chat/token")
		ResponseEntity<String> token(HttpServletRequest request) {
			try {
				SocialPlusAuthToken token = this.tokens.obtain(request);
				return ResponseEntity.ok().header("Cache-Control", "no-store").body(token.getTokenValue());
			}
			catch (SocialPlusException ex) {
				return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(ex.getReason().name());
			}
		}

	}
	// end::controller[]

	static class SupportNotifier {

		private final SupportDesk supportDesk;

		SupportNotifier(SupportDesk supportDesk) {
			this.supportDesk = supportDesk;
		}

		// tag::event-listener[]
		@EventListener
		void tokenUnavailable(SocialPlusTokenUnavailableEvent event) {
			this.supportDesk.report(event.getUserId(), event.getReason());
		}
		// end::event-listener[]

	}

	@Configuration(proxyBeanMethods = false)
	static class UserResolverConfiguration {

		// tag::user-resolver[]
		@Bean
		SocialPlusUserResolver socialPlusUserResolver() {
			return (authentication) -> SocialPlusUser.of("member-" + authentication.getName())
				.withDisplayName(authentication.getName());
		}
		// end::user-resolver[]

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnServiceConfiguration {

		// tag::service[]
		@Bean
		SocialPlusTokenService socialPlusTokenService(TokenGateway gateway) {
			return (user) -> gateway.tokenFor(user.getId());
		}
		// end::service[]

	}

	@Configuration(proxyBeanMethods = false)
	static class ServerKeyConfiguration {

		// tag::server-keys[]
		@Bean
		SocialPlusServerKeyProvider socialPlusServerKeyProvider(Vault vault) {
			return new SocialPlusServerKeyProvider() {

				private volatile List<ServerKey> keys = read();

				// Asked for every call: does not wait.
				@Override
				public List<ServerKey> getServerKeys() {
					return this.keys;
				}

				// A key was refused: is there a newer one?
				@Override
				public void refresh() {
					this.keys = read();
				}

				private List<ServerKey> read() {
					return List.of(ServerKey.of(vault.read("socialplus/server-key")));
				}

			};
		}
		// end::server-keys[]

	}

	@Configuration(proxyBeanMethods = false)
	static class AdminTokenConfiguration {

		// tag::admin-token[]
		@Bean
		SocialPlusAdminTokenProvider socialPlusAdminTokenProvider(Vault vault) {
			return new SocialPlusAdminTokenProvider() {

				private volatile AdminToken token = read();

				// Asked for every call: does not wait.
				@Override
				public AdminToken getAdminToken() {
					return this.token;
				}

				// The token was refused: is there a newer one?
				@Override
				public void refresh() {
					this.token = read();
				}

				private AdminToken read() {
					return AdminToken.of(vault.read("socialplus/admin-token"));
				}

			};
		}
		// end::admin-token[]

	}

	@Configuration(proxyBeanMethods = false)
	static class StrictConfiguration {

		// tag::success-handler[]
		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http, HttpSessionSocialPlusTokens tokens) {
			SocialPlusAuthenticationSuccessHandler successHandler = new SocialPlusAuthenticationSuccessHandler(tokens,
					new SavedRequestAwareAuthenticationSuccessHandler());
			// Without this line, a login without a token goes on.
			successHandler.setFailureHandler(new SimpleUrlAuthenticationFailureHandler("/login?chat-unavailable"));
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			http.formLogin((form) -> form.successHandler(successHandler));
			return http.build();
		}
		// end::success-handler[]

	}

	interface Vault {

		String read(String path);

	}

	interface TokenGateway {

		SocialPlusAuthToken tokenFor(String userId);

	}

	interface SupportDesk {

		void report(String userId, Reason reason);

	}

}
