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

package plus.social.spring.observation;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import org.springframework.util.Assert;

/**
 * The observation of the request that asks for a token, so that a call in the background
 * belongs to the same trace. It travels in the Reactor context of the call, under the key
 * that Micrometer uses.
 *
 * @since 0.1.0
 */
public final class CallerObservation {

	/**
	 * The key of {@code ObservationThreadLocalAccessor}, which needs another library.
	 */
	static final String KEY = "micrometer.observation";

	private static final ThreadLocal<@Nullable Observation> CURRENT = new ThreadLocal<>();

	private CallerObservation() {
	}

	/**
	 * Run an action with the observation of a Reactor context as the one of the caller.
	 * @param context the Reactor context of the caller
	 * @param action the action
	 * @param <T> the type of the result
	 * @return the result
	 */
	public static <T extends @Nullable Object> T with(ContextView context, Supplier<T> action) {
		Assert.notNull(context, "'context' must not be null");
		Assert.notNull(action, "'action' must not be null");
		Object observation = context.getOrDefault(KEY, null);
		if (!(observation instanceof Observation current) || current.isNoop()) {
			return action.get();
		}
		CURRENT.set(current);
		try {
			return action.get();
		}
		finally {
			CURRENT.remove();
		}
	}

	/**
	 * Return a Reactor context with the observation of the caller.
	 * @param registry the registry that knows the current observation of the thread
	 * @return the context, empty if there is no observation or nothing is observed
	 */
	public static Context capture(ObservationRegistry registry) {
		Assert.notNull(registry, "'registry' must not be null");
		try {
			Observation observation = registry.isNoop() ? null : getCurrent(registry);
			return (observation != null) ? Context.of(KEY, observation) : Context.empty();
		}
		catch (RuntimeException ex) {
			// A registry that fails must not fail the login.
			return Context.empty();
		}
	}

	private static @Nullable Observation getCurrent(ObservationRegistry registry) {
		Observation current = CURRENT.get();
		return (current != null) ? current : registry.getCurrentObservation();
	}

	/**
	 * Find the observation of the caller of a call.
	 * @param context the Reactor context of the call
	 * @param registry the registry that knows the current observation of the thread
	 * @return the observation, or {@code null} if there is none
	 */
	public static @Nullable Observation find(ContextView context, ObservationRegistry registry) {
		Assert.notNull(context, "'context' must not be null");
		Assert.notNull(registry, "'registry' must not be null");
		return (context.getOrDefault(KEY, null) instanceof Observation observation) ? observation
				: registry.getCurrentObservation();
	}

}
