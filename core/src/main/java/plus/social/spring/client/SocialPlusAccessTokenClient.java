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
import reactor.core.scheduler.Schedulers;

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

	private static final String ADMIN_TOKEN = "the admin token: it has expired or was revoked, or is not an"
			+ " administrator's: compare it with the Console";

	private final SocialPlusTokenClient client;

	private final SocialPlusAccessTokenSettings settings;

	private final AdminTokenSource adminToken;

	/**
	 * Create a client.
	 * @param client the client that issues auth tokens and owns the transport
	 * @param settings the settings for issuing access tokens
	 * @param adminToken the provider of the admin token, with which all access tokens of
	 * a user are revoked
	 */
	public SocialPlusAccessTokenClient(SocialPlusTokenClient client, SocialPlusAccessTokenSettings settings,
			SocialPlusAdminTokenProvider adminToken) {
		Assert.notNull(client, "'client' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		Assert.notNull(adminToken, "'adminToken' must not be null");
		this.client = client;
		this.adminToken = new AdminTokenSource(adminToken, client.getClock());
		this.settings = settings;
	}

	@Override
	public Mono<SocialPlusAccessToken> issueAccessToken(SocialPlusUser user, String purpose) {
		Assert.notNull(user, "'user' must not be null");
		Assert.hasText(purpose, "'purpose' must not be empty");
		return Mono.defer(() -> {
			String apiKey = requireApiKey();
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
			AdminToken token = this.adminToken.getToken();
			return revokeAll(user, token).onErrorResume(SocialPlusAccessTokenClient::isRefused,
					(refused) -> findOther(token).switchIfEmpty(Mono.error(refused))
						.flatMap((other) -> revokeAll(user, other)));
		});
	}

	private Mono<Void> revokeAll(SocialPlusUser user, AdminToken token) {
		return sendRevocation(AccessTokenRequest.revokeAll(this.client.getBaseUrl(), token, user), ADMIN_TOKEN)
			.doOnSuccess((nothing) -> this.adminToken.accepted(token))
			.doOnError(SocialPlusException.class, (failure) -> {
				if (isRefused(failure)) {
					this.adminToken.refused(token, failure);
				}
			});
	}

	private static boolean isRefused(Throwable failure) {
		return failure instanceof SocialPlusException exception && exception.getReason() == Reason.CREDENTIALS_REFUSED;
	}

	// The provider may read a file or call a vault.
	private Mono<AdminToken> findOther(AdminToken refused) {
		return Mono.fromCallable(() -> this.adminToken.findOther(refused)).subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Return what is known about the admin token. Makes no call and does not block.
	 * @return a snapshot without secrets, or {@code null} if no admin token is configured
	 */
	public @Nullable SocialPlusAdminTokenStatus getAdminTokenStatus() {
		return this.adminToken.describe();
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

	private String requireApiKey() {
		String apiKey = this.settings.getApiKey();
		if (apiKey == null) {
			throw new SocialPlusException(Reason.API_KEY_MISSING,
					"'socialplus.api-key' is not set: copy the value from the Social Plus Console");
		}
		return apiKey;
	}

	private Clock clock() {
		return this.client.getClock();
	}

}
