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

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.observation.CallerObservation;
import plus.social.spring.observation.DefaultSocialPlusTokenObservationConvention;
import plus.social.spring.observation.SocialPlusTokenObservationContext;
import plus.social.spring.observation.SocialPlusTokenObservationConvention;
import plus.social.spring.observation.SocialPlusTokenObservationDocumentation;
import plus.social.spring.observation.TokenOutcome;
import reactor.core.Exceptions;
import reactor.util.context.ContextView;

/**
 * The observation of one request for a token. A registry, a handler or a convention that
 * fails never fails the request.
 */
final class CallObservation {

	/**
	 * The observation of a request that is not observed.
	 */
	static final CallObservation NONE = new CallObservation(null);

	private static final SocialPlusTokenObservationConvention DEFAULT = new DefaultSocialPlusTokenObservationConvention();

	private static final Log logger = LogFactory.getLog(CallObservation.class);

	private final @Nullable SocialPlusTokenObservationContext context;

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile Observation observation = Observation.NOOP;

	CallObservation(@Nullable SocialPlusTokenObservationContext context) {
		this.context = context;
	}

	/**
	 * Return whether a registry observes nothing.
	 * @param registry the registry
	 * @return {@code true} if it has no handlers, or fails
	 */
	static boolean isNoop(ObservationRegistry registry) {
		try {
			return registry.isNoop();
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

	/**
	 * Start the observation.
	 * @param registry the registry
	 * @param convention the convention of the application, if any
	 * @param caller the Reactor context of the caller, which may have the parent
	 */
	void start(ObservationRegistry registry, @Nullable SocialPlusTokenObservationConvention convention,
			ContextView caller) {
		SocialPlusTokenObservationContext context = this.context;
		if (context == null) {
			return;
		}
		safely(() -> {
			Observation created = SocialPlusTokenObservationDocumentation.TOKEN.observation(convention, DEFAULT,
					() -> context, registry);
			this.observation = created;
			Observation parent = CallerObservation.find(caller, registry);
			if (parent == null) {
				created.start();
				return;
			}
			// Tracers prefer the current span of the thread, which may be that of another
			// request.
			created.parentObservation(parent);
			try (Observation.Scope scope = parent.openScope()) {
				created.start();
			}
		});
	}

	/**
	 * Observe the attempts of a request.
	 * @param request the request
	 * @param serverKeys the server keys
	 * @param key the server key of the request
	 * @return the request to send
	 */
	HttpRequest observe(HttpRequest request, ServerKeyRing serverKeys, ServerKey key) {
		SocialPlusTokenObservationContext context = this.context;
		if (context == null) {
			return request;
		}
		safely(() -> context.setCurrentKey(serverKeys.isCurrent(key)));
		Map<String, String> headers = context.getCarrier();
		HttpRequest propagated = (headers != null && !headers.isEmpty()) ? request.withHeaders(headers) : request;
		return propagated.withListener(context::addAttempt);
	}

	void succeeded() {
		end(TokenOutcome.ISSUED, null);
	}

	void failed(Throwable failure) {
		end(TokenOutcome.of(failure), failure);
	}

	void cancelled() {
		end(TokenOutcome.CANCELLED, null);
	}

	private void end(TokenOutcome outcome, @Nullable Throwable failure) {
		SocialPlusTokenObservationContext context = this.context;
		if (context == null || !this.ended.compareAndSet(false, true)) {
			return;
		}
		context.setOutcome(outcome);
		if (failure != null) {
			safely(() -> this.observation.error(failure));
		}
		safely(this.observation::stop);
	}

	// The message of a foreign exception may contain anything.
	private static void safely(Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) {
			Exceptions.throwIfJvmFatal(ex);
			logger.debug(
					"A request for a Social Plus auth token could not be observed [" + ex.getClass().getName() + "]");
		}
	}

}
