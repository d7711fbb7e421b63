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
 * Reactive service for issuing auth tokens. Declare a bean of this type to replace the
 * default, which calls Social Plus.
 * <p>
 * Callers are responsible for the user's identity: pass a user resolved from a login,
 * never one named by a request.
 *
 * @since 0.1.0
 * @see SocialPlusTokenService
 */
@FunctionalInterface
public interface ReactiveSocialPlusTokenService {

	/**
	 * Issue a new token for a user, with one call per subscription.
	 * @param user the user
	 * @return a token bound to the user, or a {@link SocialPlusException} after the
	 * client's call timeout at the latest (three seconds by default, from the moment the
	 * client is ready for calls); never empty
	 */
	Mono<SocialPlusAuthToken> issueToken(SocialPlusUser user);

	/**
	 * Prepare for the first call. Calls for sessions begin after this, so the time it
	 * takes does not count as slowness of Social Plus. Never blocks.
	 * @return completes when a call can be made without delay; by default immediately
	 */
	default Mono<Void> warmUp() {
		return Mono.empty();
	}

	/**
	 * Return whether a call made now would wait for the {@linkplain #warmUp() warm-up}.
	 * As long as it would, calls for sessions are made on a background thread, so that no
	 * login loads the classes of the first call. Never blocks.
	 * @return whether the service is not warm; by default {@code false}
	 */
	default boolean isWarmUpRequired() {
		return false;
	}

	/**
	 * Return a reactive view of a blocking service.
	 * @param service the service, called on a thread that may block
	 * @return a service that does not block its callers
	 */
	static ReactiveSocialPlusTokenService nonBlocking(SocialPlusTokenService service) {
		Assert.notNull(service, "'service' must not be null");
		return (user) -> Mono.fromCallable(() -> service.issueToken(user)).subscribeOn(Schedulers.boundedElastic());
	}

}
