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

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.util.Assert;

/**
 * {@link ReactiveSocialPlusAccessTokenService} that calls a blocking service on a thread
 * that may block.
 */
final class NonBlockingSocialPlusAccessTokenService implements ReactiveSocialPlusAccessTokenService {

	private final SocialPlusAccessTokenService service;

	NonBlockingSocialPlusAccessTokenService(SocialPlusAccessTokenService service) {
		Assert.notNull(service, "'service' must not be null");
		this.service = service;
	}

	@Override
	public Mono<SocialPlusAccessToken> issueAccessToken(SocialPlusUser user, String purpose) {
		return Mono.fromCallable(() -> this.service.issueAccessToken(user, purpose))
			.subscribeOn(Schedulers.boundedElastic());
	}

	@Override
	public Mono<Boolean> verify(SocialPlusAccessToken token) {
		return Mono.fromCallable(() -> this.service.verify(token)).subscribeOn(Schedulers.boundedElastic());
	}

	@Override
	public Mono<Void> revoke(SocialPlusAccessToken token) {
		return run(() -> this.service.revoke(token));
	}

	@Override
	public Mono<Void> revokeAll(SocialPlusUser user) {
		return run(() -> this.service.revokeAll(user));
	}

	private static Mono<Void> run(Runnable call) {
		return Mono.<Void>fromRunnable(call).subscribeOn(Schedulers.boundedElastic());
	}

}
