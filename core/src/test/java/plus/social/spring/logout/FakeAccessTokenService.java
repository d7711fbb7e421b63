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

package plus.social.spring.logout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import plus.social.spring.token.ReactiveSocialPlusAccessTokenService;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Ends sessions as a test decides, and remembers whose.
 */
public final class FakeAccessTokenService implements ReactiveSocialPlusAccessTokenService {

	private final List<String> users = new ArrayList<>();

	private final List<Supplier<Mono<Void>>> answers = new ArrayList<>();

	private Supplier<Mono<Void>> otherwise = Mono::empty;

	/**
	 * Return a revoker that works immediately, on the thread of the logout.
	 */
	public LogoutRevoker revoker() {
		return revoker(Schedulers.parallel());
	}

	/**
	 * Return a revoker that works immediately, on the thread of the logout, with its
	 * pauses on the given timer.
	 */
	public LogoutRevoker revoker(Scheduler timer) {
		return new LogoutRevoker(this, Schedulers.immediate(), timer);
	}

	public List<String> getUsers() {
		return List.copyOf(this.users);
	}

	public void answerNext(Supplier<Mono<Void>> answer) {
		this.answers.add(answer);
	}

	void answerAlways(Supplier<Mono<Void>> answer) {
		this.otherwise = answer;
	}

	@Override
	public Mono<Void> revokeAll(SocialPlusUser user) {
		this.users.add(user.getId());
		return (this.answers.isEmpty() ? this.otherwise : this.answers.remove(0)).get();
	}

	@Override
	public Mono<SocialPlusAccessToken> issueAccessToken(SocialPlusUser user, String purpose) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<Boolean> verify(SocialPlusAccessToken token) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<Void> revoke(SocialPlusAccessToken token) {
		throw new UnsupportedOperationException();
	}

}
