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

package plus.social.spring.token;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * {@link SocialPlusAccessTokenService} that blocks on a reactive service.
 */
final class BlockingSocialPlusAccessTokenService implements SocialPlusAccessTokenService {

	private final ReactiveSocialPlusAccessTokenService service;

	BlockingSocialPlusAccessTokenService(ReactiveSocialPlusAccessTokenService service) {
		Assert.notNull(service, "'service' must not be null");
		this.service = service;
	}

	@Override
	public SocialPlusAccessToken issueAccessToken(SocialPlusUser user, String purpose) {
		return required(this.service.issueAccessToken(user, purpose).block());
	}

	@Override
	public boolean verify(SocialPlusAccessToken token) {
		return required(this.service.verify(token).block());
	}

	@Override
	public void revoke(SocialPlusAccessToken token) {
		this.service.revoke(token).block();
	}

	@Override
	public void revokeAll(SocialPlusUser user) {
		this.service.revokeAll(user).block();
	}

	private static <T> T required(@Nullable T result) {
		Assert.state(result != null, "ReactiveSocialPlusAccessTokenService completed without a result");
		return result;
	}

}
