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
 * Issues auth tokens to callers that must not block. Declare a bean of this type to take
 * the place of the one that calls Social Plus.
 * <p>
 * Whoever calls this decides who somebody is: pass a user that was resolved from a login,
 * never one that a request names.
 *
 * @since 0.1.0
 * @see SocialPlusTokenService
 */
@FunctionalInterface
public interface ReactiveSocialPlusTokenService {

	/**
	 * Issue a new token for a user, with one call per subscription.
	 * @param user who it is for
	 * @return a token bound to that user, or a {@link SocialPlusException} if there is
	 * none by the client's deadline over the whole call (three seconds unless configured,
	 * from the moment in which the client is ready for calls); never empty
	 */
	Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user);

	/**
	 * Load and start what the first call needs. Sessions wait for this before their calls
	 * begin, so that the time that it takes does not count as slowness of Social Plus.
	 * Never blocks.
	 * @return completes when a call would be made at once; by default that is so already
	 */
	default Mono<Void> warmUp() {
		return Mono.empty();
	}

	/**
	 * Return a reactive view of a blocking service.
	 * @param service the service to call, on a thread that may block
	 * @return a service that does not block its callers
	 */
	static ReactiveSocialPlusTokenService nonBlocking(SocialPlusTokenService service) {
		Assert.notNull(service, "'service' must not be null");
		return (user) -> Mono.fromCallable(() -> service.issueToken(user)).subscribeOn(Schedulers.boundedElastic());
	}

}
