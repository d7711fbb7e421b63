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

package plus.social.spring.tests.faults;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import plus.social.spring.event.SocialPlusTokenEvent;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listener and audit repository of an application, which looks for secrets in what it
 * gets, and blocks or fails if a test wants it to.
 */
public class EventRecorder extends InMemoryAuditEventRepository {

	private static final long PATIENCE = 30;

	private static final String PREFIX = "SOCIALPLUS_";

	private final BlockingQueue<SocialPlusTokenEvent> events = new LinkedBlockingQueue<>();

	private final BlockingQueue<AuditEvent> audited = new LinkedBlockingQueue<>();

	private final CountDownLatch entered = new CountDownLatch(1);

	private volatile CountDownLatch gate = new CountDownLatch(0);

	private volatile boolean failing;

	/**
	 * Let the listener and the repository block until {@link #open()} is called.
	 */
	void block() {
		this.gate = new CountDownLatch(1);
	}

	void awaitBlocked() throws InterruptedException {
		assertThat(this.entered.await(PATIENCE, TimeUnit.SECONDS)).as("an event").isTrue();
	}

	void open() {
		this.gate.countDown();
	}

	/**
	 * Let the listener and the repository fail.
	 */
	void fail() {
		this.failing = true;
	}

	SocialPlusTokenEvent take() throws InterruptedException {
		SocialPlusTokenEvent event = this.events.poll(PATIENCE, TimeUnit.SECONDS);
		assertThat(event).as("the next event").isNotNull();
		return event;
	}

	AuditEvent takeAudited() throws InterruptedException {
		AuditEvent event = this.audited.poll(PATIENCE, TimeUnit.SECONDS);
		assertThat(event).as("the next audit event").isNotNull();
		return event;
	}

	List<SocialPlusTokenEvent> getEvents() {
		return List.copyOf(this.events);
	}

	@EventListener
	void on(SocialPlusTokenEvent event) throws InterruptedException {
		Canary.scan("event", event + " " + event.getMechanism() + " " + event.getUserId());
		pass();
		this.events.add(event);
	}

	// Boot's own events of logins come on the threads of requests.
	@Override
	public void add(AuditEvent event) {
		Canary.scan("audit event", event.toString());
		if (event.getType().startsWith(PREFIX)) {
			try {
				pass();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.audited.add(event);
		}
		super.add(event);
	}

	private void pass() throws InterruptedException {
		this.entered.countDown();
		assertThat(this.gate.await(PATIENCE, TimeUnit.SECONDS)).as("the gate").isTrue();
		if (this.failing) {
			throw new IllegalStateException("The listener fails");
		}
	}

}
