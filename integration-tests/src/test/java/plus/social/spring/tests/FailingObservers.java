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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import plus.social.spring.event.SocialPlusTokenIssuedEvent;
import plus.social.spring.observation.DefaultSocialPlusTokenObservationConvention;
import plus.social.spring.observation.SocialPlusTokenObservationContext;

import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handler and a convention for observations, and a listener for events, which do what a
 * test wants them to.
 */
public class FailingObservers extends DefaultSocialPlusTokenObservationConvention
		implements ObservationHandler<SocialPlusTokenObservationContext> {

	private volatile boolean handlerFailing;

	private volatile boolean conventionFailing;

	private volatile CountDownLatch gate = new CountDownLatch(0);

	private volatile CountDownLatch blocked = new CountDownLatch(1);

	private volatile Consumer<String> listener = (user) -> {
	};

	void failInHandler() {
		this.handlerFailing = true;
	}

	void failInConvention() {
		this.conventionFailing = true;
	}

	void blockAtEnd() {
		this.gate = new CountDownLatch(1);
		this.blocked = new CountDownLatch(1);
	}

	void listen(Consumer<String> listener) {
		this.listener = listener;
	}

	/**
	 * Return whether a handler blocks at the moment.
	 */
	boolean isBlocking() throws InterruptedException {
		return this.blocked.await(1, TimeUnit.MINUTES) && this.gate.getCount() > 0;
	}

	void recover() {
		this.gate.countDown();
		this.handlerFailing = false;
		this.conventionFailing = false;
		this.listener = (user) -> {
		};
	}

	@Override
	public void onStart(SocialPlusTokenObservationContext context) {
		handle();
	}

	@Override
	public void onError(SocialPlusTokenObservationContext context) {
		handle();
	}

	@Override
	public void onStop(SocialPlusTokenObservationContext context) {
		handle();
		if (this.gate.getCount() > 0) {
			this.blocked.countDown();
			try {
				assertThat(this.gate.await(2, TimeUnit.MINUTES)).isTrue();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void handle() {
		if (this.handlerFailing) {
			throw new AssertionError("The handler fails");
		}
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof SocialPlusTokenObservationContext;
	}

	@Override
	public String getName() {
		if (this.conventionFailing) {
			throw new IllegalStateException("The convention fails");
		}
		return super.getName();
	}

	@EventListener
	void on(SocialPlusTokenIssuedEvent event) {
		this.listener.accept(event.getUserId());
	}

}
