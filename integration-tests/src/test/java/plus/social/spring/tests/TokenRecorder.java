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

package plus.social.spring.tests;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Issues tokens in Social Plus's place, on a thread of its own as the client does, and
 * remembers them.
 */
public class TokenRecorder implements ReactiveSocialPlusTokenService {

	private final List<SocialPlusAuthToken> tokens = Collections.synchronizedList(new ArrayList<>());

	private volatile CompletableFuture<?> gate = CompletableFuture.completedFuture(null);

	private volatile @Nullable Reason failure;

	@Override
	public Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user) {
		Reason failure = this.failure;
		if (failure != null) {
			return Mono.error(new SocialPlusException(failure, "canary"));
		}
		CompletableFuture<?> gate = this.gate;
		return Mono.fromCallable(() -> mint(user))
			.subscribeOn(Schedulers.parallel())
			.flatMap((token) -> Mono.fromFuture(gate.thenApply((opened) -> token)));
	}

	private SocialPlusAuthToken mint(SocialPlusUser user) {
		synchronized (this.tokens) {
			SocialPlusAuthToken token = new SocialPlusAuthToken(user.getId(), user.getId() + "-" + this.tokens.size(),
					Instant.now().plus(Duration.ofMinutes(10)));
			this.tokens.add(token);
			this.tokens.notifyAll();
			return token;
		}
	}

	/**
	 * Hold back the tokens that are asked for from now on.
	 * @return completed to let them go
	 */
	public CompletableFuture<?> close() {
		CompletableFuture<?> gate = new CompletableFuture<>();
		this.gate = gate;
		return gate;
	}

	/**
	 * Issue the tokens that are asked for from now on at once.
	 */
	public void open() {
		this.gate = CompletableFuture.completedFuture(null);
	}

	/**
	 * Issue no tokens from now on.
	 */
	public void fail() {
		fail(Reason.SERVER_KEY_REFUSED);
	}

	/**
	 * Issue no tokens from now on, for this reason.
	 */
	public void fail(Reason reason) {
		this.failure = reason;
	}

	/**
	 * Issue tokens again.
	 */
	public void succeed() {
		this.failure = null;
	}

	/**
	 * Wait until so many tokens were asked for.
	 */
	public void awaitTokens(int number) {
		long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
		synchronized (this.tokens) {
			while (this.tokens.size() < number && System.nanoTime() < deadline) {
				try {
					this.tokens.wait(1000);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}
	}

	/**
	 * Return the tokens that were asked for, in order.
	 */
	public List<SocialPlusAuthToken> getTokens() {
		synchronized (this.tokens) {
			return List.copyOf(this.tokens);
		}
	}

	/**
	 * Return for whom tokens were asked for, in order.
	 */
	public List<String> getUserIds() {
		return getTokens().stream().map(SocialPlusAuthToken::getUserId).toList();
	}

	public void clear() {
		this.tokens.clear();
	}

}
