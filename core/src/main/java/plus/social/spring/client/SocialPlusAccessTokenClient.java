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

package plus.social.spring.client;

import java.time.Clock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.ReactiveSocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * Client that issues, verifies and revokes access tokens. It shares the transport of a
 * {@link SocialPlusTokenClient}, with its pool, timeouts, proxy and client certificate,
 * and is closed with it.
 * <p>
 * Access tokens are valid for 30 days. They are for calls that this backend itself makes,
 * and never go to a browser or into a session store.
 *
 * @since 0.1.0
 */
public final class SocialPlusAccessTokenClient implements ReactiveSocialPlusAccessTokenService {

	private static final String ACCESS_TOKEN = "the access token: it has expired or was revoked";

	private static final String ADMIN_TOKEN = "the admin token: compare 'socialplus.admin-token' with the Console";

	private final SocialPlusTokenClient client;

	private final SocialPlusAccessTokenSettings settings;

	/**
	 * Create a client.
	 * @param client the client that issues auth tokens and owns the transport
	 * @param settings the settings for issuing and revoking access tokens
	 */
	public SocialPlusAccessTokenClient(SocialPlusTokenClient client, SocialPlusAccessTokenSettings settings) {
		Assert.notNull(client, "'client' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		this.client = client;
		this.settings = settings;
	}

	@Override
	public Mono<SocialPlusAccessToken> issueAccessToken(SocialPlusUser user, String purpose) {
		Assert.notNull(user, "'user' must not be null");
		Assert.hasText(purpose, "'purpose' must not be empty");
		return Mono.defer(() -> {
			String apiKey = required(this.settings.getApiKey(), Reason.API_KEY_MISSING, "socialplus.api-key");
			return this.settings.isSecureMode()
					? this.client.issueToken(user).flatMap((token) -> create(apiKey, user, purpose, token))
					: create(apiKey, user, purpose, null);
		});
	}

	private Mono<SocialPlusAccessToken> create(String apiKey, SocialPlusUser user, String purpose,
			@Nullable SocialPlusAuthToken authToken) {
		String deviceId = DeviceId.of(this.settings.getInstanceId(), purpose, user.getId());
		HttpRequest request = AccessTokenRequest.create(this.client.getBaseUrl(), apiKey, user, deviceId, authToken);
		return send(request, (response) -> AccessTokenResponse.readCreated(response, user, clock().instant()));
	}

	@Override
	public Mono<Boolean> verify(SocialPlusAccessToken token) {
		Assert.notNull(token, "'token' must not be null");
		return send(AccessTokenRequest.verify(this.client.getBaseUrl(), token),
				(response) -> AccessTokenResponse.readVerified(response, clock().instant()));
	}

	@Override
	public Mono<Void> revoke(SocialPlusAccessToken token) {
		Assert.notNull(token, "'token' must not be null");
		return sendRevocation(AccessTokenRequest.revoke(this.client.getBaseUrl(), token), ACCESS_TOKEN);
	}

	@Override
	public Mono<Void> revokeAll(SocialPlusUser user) {
		Assert.notNull(user, "'user' must not be null");
		return Mono.defer(() -> {
			String adminToken = required(this.settings.getAdminToken(), Reason.ADMIN_TOKEN_MISSING,
					"socialplus.admin-token");
			return sendRevocation(AccessTokenRequest.revokeAll(this.client.getBaseUrl(), adminToken, user),
					ADMIN_TOKEN);
		});
	}

	private Mono<Void> sendRevocation(HttpRequest request, String credentials) {
		return send(request, (response) -> {
			AccessTokenResponse.checkRevoked(response, clock().instant(), credentials);
			return true;
		}).then();
	}

	private <T> Mono<T> send(HttpRequest request, Function<HttpResponse, T> reader) {
		return Mono.defer(() -> {
			ClientTransport transport = this.client.getTransport();
			transport.checkClientCertificate();
			return transport.call((sender) -> sender.send(request).map(reader));
		});
	}

	private static String required(@Nullable String value, Reason reason, String property) {
		if (value == null) {
			throw new SocialPlusException(reason,
					"'" + property + "' is not set: copy the value from the Social Plus Console");
		}
		return value;
	}

	private Clock clock() {
		return this.client.getClock();
	}

}
