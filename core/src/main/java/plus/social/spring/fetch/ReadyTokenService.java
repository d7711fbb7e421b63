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

package plus.social.spring.fetch;

import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

/**
 * Token service that makes calls once its delegate is warmed up. The warm-up does not
 * count as part of a call: neither the call nor the measurement of its duration begins
 * before.
 */
final class ReadyTokenService implements ReactiveSocialPlusTokenService {

	private final ReactiveSocialPlusTokenService delegate;

	private volatile boolean ready;

	ReadyTokenService(ReactiveSocialPlusTokenService delegate) {
		this.delegate = delegate;
	}

	/**
	 * Return whether a call can be made without delay. If not, start the warm-up.
	 * @return whether the service is ready
	 */
	boolean isReady() {
		if (!this.ready) {
			warmUp().subscribe();
		}
		return this.ready;
	}

	// If this fails, the call that follows fails with the cause.
	@Override
	public Mono<Void> warmUp() {
		return this.ready ? Mono.empty()
				: Mono.defer(this.delegate::warmUp)
					.doOnSuccess((done) -> this.ready = true)
					.onErrorResume((ex) -> Mono.empty());
	}

	@Override
	public Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user) {
		return this.ready ? this.delegate.issueToken(user)
				: warmUp().then(Mono.defer(() -> this.delegate.issueToken(user)));
	}

}
