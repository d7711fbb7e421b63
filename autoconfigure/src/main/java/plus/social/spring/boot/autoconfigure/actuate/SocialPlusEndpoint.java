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

package plus.social.spring.boot.autoconfigure.actuate;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import plus.social.spring.boot.autoconfigure.SocialPlusProperties;
import plus.social.spring.client.SocialPlusAccessTokenClient;
import plus.social.spring.client.SocialPlusAdminTokenStatus;
import plus.social.spring.client.SocialPlusClientStatus;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.client.SocialPlusVerification;
import plus.social.spring.client.SocialPlusVerification.StepResult;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that shows how tokens are issued, and why they are not. It contains
 * no secret and no user id. Reading it makes no call; its write operation makes one.
 *
 * @since 0.1.0
 */
@Endpoint(id = "socialplus")
public final class SocialPlusEndpoint {

	private final SocialPlusProperties properties;

	private final Supplier<@Nullable SocialPlusTokenClient> client;

	private final Supplier<@Nullable SocialPlusAccessTokenClient> accessTokenClient;

	private final Supplier<@Nullable SessionTokens> sessionTokens;

	SocialPlusEndpoint(SocialPlusProperties properties, Supplier<@Nullable SocialPlusTokenClient> client,
			Supplier<@Nullable SocialPlusAccessTokenClient> accessTokenClient,
			Supplier<@Nullable SessionTokens> sessionTokens) {
		this.properties = properties;
		this.client = client;
		this.accessTokenClient = accessTokenClient;
		this.sessionTokens = sessionTokens;
	}

	/**
	 * Return the state of the client and of the fetches for sessions.
	 * @return the state
	 */
	@ReadOperation
	public SocialPlusDescriptor socialPlus() {
		SocialPlusTokenClient client = this.client.get();
		SocialPlusAccessTokenClient accessTokenClient = this.accessTokenClient.get();
		SessionTokens sessionTokens = this.sessionTokens.get();
		return new SocialPlusDescriptor(this.properties.getRegion().name().toLowerCase(Locale.ROOT),
				this.properties.isSecureMode(), this.properties.getMtls() != null,
				this.properties.getLogin().getMode().name().toLowerCase(Locale.ROOT),
				(client != null) ? client.getStatus() : null,
				(accessTokenClient != null) ? accessTokenClient.getAdminTokenStatus() : null,
				(sessionTokens != null) ? sessionTokens.getFetchStatus() : null);
	}

	/**
	 * Request one token for a test user, which is discarded.
	 * @param userId the id of the test user
	 * @return how far the request got, and what to do about the step that failed
	 */
	@WriteOperation
	public Mono<VerificationDescriptor> verify(String userId) {
		SocialPlusTokenClient client = this.client.get();
		if (client == null) {
			throw new InvalidEndpointRequestException("The application does not use the client of Social Plus",
					"There is nothing to verify");
		}
		return client.verify(toUser(userId)).map(VerificationDescriptor::new);
	}

	private static SocialPlusUser toUser(String userId) {
		try {
			return SocialPlusUser.of(userId);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()), "'userId' is invalid");
		}
	}

	/**
	 * Description of Social Plus in this application.
	 *
	 * @param region the region of the network
	 * @param secureMode whether auth tokens are issued
	 * @param mtls whether a client certificate is configured
	 * @param loginMode when a login receives its token
	 * @param client the client, or {@code null} if the application has a token service of
	 * its own
	 * @param adminToken the admin token, or {@code null} if there is none
	 * @param fetches the fetches for sessions
	 * @since 0.1.0
	 */
	public record SocialPlusDescriptor(String region, boolean secureMode, boolean mtls, String loginMode,
			@Nullable SocialPlusClientStatus client, @Nullable SocialPlusAdminTokenStatus adminToken,
			TokenFetcher.@Nullable Status fetches) implements OperationResponseBody {

	}

	/**
	 * Description of a verification.
	 *
	 * @param successful whether a token was issued
	 * @param steps the steps in their order
	 * @since 0.1.0
	 */
	public record VerificationDescriptor(boolean successful, List<StepResult> steps) implements OperationResponseBody {

		VerificationDescriptor(SocialPlusVerification verification) {
			this(verification.successful(), verification.steps());
		}

	}

}
