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

import java.util.Locale;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import plus.social.spring.boot.autoconfigure.SocialPlusProperties;
import plus.social.spring.client.SocialPlusClientStatus;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.fetch.TokenFetchStatus;
import plus.social.spring.session.SessionTokens;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Actuator endpoint that shows how tokens are issued, and why they are not. It contains
 * no secret and no user id, and makes no call.
 *
 * @since 0.1.0
 */
@Endpoint(id = "socialplus")
public final class SocialPlusEndpoint {

	private final SocialPlusProperties properties;

	private final Supplier<@Nullable SocialPlusTokenClient> client;

	private final Supplier<@Nullable SessionTokens> sessionTokens;

	SocialPlusEndpoint(SocialPlusProperties properties, Supplier<@Nullable SocialPlusTokenClient> client,
			Supplier<@Nullable SessionTokens> sessionTokens) {
		this.properties = properties;
		this.client = client;
		this.sessionTokens = sessionTokens;
	}

	/**
	 * Return the state of the client and of the fetches for sessions.
	 * @return the state
	 */
	@ReadOperation
	public SocialPlusDescriptor socialPlus() {
		SocialPlusTokenClient client = this.client.get();
		SessionTokens sessionTokens = this.sessionTokens.get();
		return new SocialPlusDescriptor(this.properties.getRegion().name().toLowerCase(Locale.ROOT),
				this.properties.isSecureMode(), this.properties.getMtls() != null,
				this.properties.getLogin().getMode().name().toLowerCase(Locale.ROOT),
				(client != null) ? client.getStatus() : null,
				(sessionTokens != null) ? sessionTokens.getFetchStatus() : null);
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
	 * @param fetches the fetches for sessions
	 * @since 0.1.0
	 */
	public record SocialPlusDescriptor(String region, boolean secureMode, boolean mtls, String loginMode,
			@Nullable SocialPlusClientStatus client,
			@Nullable TokenFetchStatus fetches) implements OperationResponseBody {

	}

}
