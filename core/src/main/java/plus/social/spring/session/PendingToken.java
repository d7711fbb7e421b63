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

package plus.social.spring.session;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.util.Assert;

/**
 * A call for one session's owner and what became of it.
 */
final class PendingToken {

	private final SocialPlusUser user;

	private final Clock clock;

	private final Instant startedAt;

	private final CompletableFuture<SocialPlusAuthToken> future = new CompletableFuture<>();

	private volatile @Nullable Instant failedAt;

	PendingToken(SocialPlusUser user, Clock clock) {
		this.user = user;
		this.clock = clock;
		this.startedAt = clock.instant();
	}

	CompletableFuture<SocialPlusAuthToken> getFuture() {
		return this.future;
	}

	void fetch(ReactiveSocialPlusTokenService tokenService, IssueLog log) {
		try {
			tokenService.issueToken(this.user)
				.subscribe((token) -> complete(token, log), (failure) -> fail(failure, log), () -> complete(null, log));
		}
		catch (RuntimeException ex) {
			fail(ex, log);
		}
	}

	private void complete(@Nullable SocialPlusAuthToken token, IssueLog log) {
		if (this.future.isDone()) {
			return;
		}
		if (token == null || !token.getUserId().equals(this.user.getId())) {
			fail(new IllegalStateException("The token service gave no token for the user it was asked for"), log);
			return;
		}
		log.succeeded();
		this.future.complete(token);
	}

	private void fail(Throwable failure, IssueLog log) {
		log.failed(failure);
		this.failedAt = this.clock.instant();
		this.future.completeExceptionally(failure);
	}

	boolean isUsable(SocialPlusUser owner, SocialPlusTokenPolicy policy, Instant now) {
		return this.user.getId().equals(owner.getId()) && !isExpired(policy, now);
	}

	boolean isExpired(SocialPlusTokenPolicy policy, Instant now) {
		if (!this.future.isDone()) {
			return isPast(this.startedAt.plus(PendingTokens.LOST_AFTER), now);
		}
		Instant failed = this.failedAt;
		if (failed != null) {
			return isPast(failed.plus(PendingTokens.FAILURE_PAUSE), now);
		}
		return policy.decide(this.user, this.future.join()) != TokenDecision.KEEP;
	}

	private static boolean isPast(Instant instant, Instant now) {
		Assert.notNull(instant, "'instant' must not be null");
		return !now.isBefore(instant);
	}

}
