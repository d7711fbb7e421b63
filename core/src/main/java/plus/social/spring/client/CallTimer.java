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

package plus.social.spring.client;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import reactor.core.publisher.Mono;

/**
 * Timer for a timeout that all calls have.
 */
final class CallTimer {

	private final Duration duration;

	CallTimer(Duration duration) {
		this.duration = duration;
	}

	/**
	 * Return a signal that begins to wait when it is subscribed to.
	 * @return emits a value once the duration is over
	 */
	Mono<Long> start() {
		return Mono.delay(this.duration);
	}

	/**
	 * Apply the timeout to a call. Unlike {@link Mono#timeout}, this does not look for
	 * the name of the call each time, which takes longer than all the rest.
	 * @param call the call
	 * @param <T> the type of its result
	 * @return the result, or a {@link TimeoutException}
	 */
	<T> Mono<T> limit(Mono<T> call) {
		return Mono.firstWithSignal(start().then(Mono.error(TimeoutException::new)), call);
	}

}
