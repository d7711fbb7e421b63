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

import plus.social.spring.token.ReactiveSocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

/**
 * {@link ReactiveSocialPlusAccessTokenService} of an application that has disabled Social
 * Plus. Every call fails immediately.
 */
final class DisabledAccessTokenService implements ReactiveSocialPlusAccessTokenService {

	@Override
	public Mono<SocialPlusAccessToken> issueAccessToken(SocialPlusUser user, String purpose) {
		return Mono.error(SocialPlusException::disabled);
	}

	@Override
	public Mono<Boolean> verify(SocialPlusAccessToken token) {
		return Mono.error(SocialPlusException::disabled);
	}

	@Override
	public Mono<Void> revoke(SocialPlusAccessToken token) {
		return Mono.error(SocialPlusException::disabled);
	}

	@Override
	public Mono<Void> revokeAll(SocialPlusUser user) {
		return Mono.error(SocialPlusException::disabled);
	}

}
