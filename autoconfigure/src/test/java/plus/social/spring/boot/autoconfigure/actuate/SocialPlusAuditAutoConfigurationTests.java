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

package plus.social.spring.boot.autoconfigure.actuate;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import plus.social.spring.boot.autoconfigure.SocialPlusAutoConfiguration;
import plus.social.spring.boot.autoconfigure.SocialPlusSessionAutoConfiguration;
import plus.social.spring.event.SocialPlusTokenEvent;
import plus.social.spring.event.SocialPlusTokenEventPublisher;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocialPlusAuditAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SocialPlusAuditAutoConfigurationTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private final Recorder recorder = new Recorder();

	private final ApplicationContextRunner unaudited = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AuditAutoConfiguration.class, SocialPlusAutoConfiguration.class,
				SocialPlusSessionAutoConfiguration.class, SocialPlusAuditAutoConfiguration.class))
		.withPropertyValues("socialplus.server-key=k3y");

	private final ApplicationContextRunner runner = this.unaudited.withBean(AuditEventRepository.class,
			() -> this.recorder);

	private static SocialPlusTokenEventPublisher publisher(ApplicationContext context) {
		return context.getBean(SocialPlusTokenEventPublisher.class);
	}

	@Test
	void eventsAreAudited() {
		this.runner.run((context) -> {
			publisher(context).publishIssued(ALICE, "Form");
			publisher(context).publishAttached(ALICE, "Form", true);
			publisher(context).publishUnavailable(ALICE, null, Reason.USER_BANNED);
			AuditEvent issued = this.recorder.take();
			assertThat(issued.getType()).isEqualTo("SOCIALPLUS_TOKEN_ISSUED");
			assertThat(issued.getPrincipal()).isEqualTo("alice");
			assertThat(issued.getTimestamp()).isNotNull();
			assertThat(issued.getData()).containsOnlyKeys("mechanism").containsEntry("mechanism", "Form");
			AuditEvent attached = this.recorder.take();
			assertThat(attached.getType()).isEqualTo("SOCIALPLUS_TOKEN_ATTACHED");
			assertThat(attached.getData()).containsEntry("mechanism", "Form").containsEntry("late", true);
			AuditEvent unavailable = this.recorder.take();
			assertThat(unavailable.getType()).isEqualTo("SOCIALPLUS_TOKEN_UNAVAILABLE");
			assertThat(unavailable.getData()).containsOnlyKeys("reason").containsEntry("reason", "USER_BANNED");
		});
	}

	@Test
	void aRepositoryThatFailsKeepsNoListenerFromEvents(CapturedOutput output) {
		this.recorder.failure = new IllegalStateException("t0ken");
		BlockingQueue<SocialPlusTokenEvent> received = new LinkedBlockingQueue<>();
		this.runner.withInitializer(
				(context) -> context.addApplicationListener((ApplicationListener<SocialPlusTokenEvent>) received::add))
			.run((context) -> {
				publisher(context).publishIssued(ALICE, null);
				publisher(context).publishAttached(ALICE, null, false);
				assertThat(received.poll(30, TimeUnit.SECONDS)).isNotNull();
				assertThat(received.poll(30, TimeUnit.SECONDS)).isNotNull();
				assertThat(output).containsOnlyOnce("cannot be audited").doesNotContain("t0ken");
			});
	}

	@Test
	void aListenerThatFailsKeepsNoEventFromTheAudit() {
		this.runner.withInitializer(
				(context) -> context.addApplicationListener((ApplicationListener<SocialPlusTokenEvent>) (event) -> {
					throw new IllegalStateException();
				}))
			.run((context) -> {
				publisher(context).publishIssued(ALICE, null);
				publisher(context).publishAttached(ALICE, null, false);
				assertThat(this.recorder.take()).isNotNull();
				assertThat(this.recorder.take()).isNotNull();
			});
	}

	@Test
	void theShutdownDeliversWhatWaits() {
		this.runner.run((context) -> publisher(context).publishIssued(ALICE, null));
		assertThat(this.recorder.events).hasSize(1);
	}

	@Test
	void withoutARepositoryNobodyListens() {
		this.unaudited.run((context) -> {
			assertThat(context).doesNotHaveBean(SocialPlusAuditListener.class);
			assertThat(publisher(context).isActive()).isFalse();
		});
	}

	@Test
	void aPropertyOfBootDisablesAudits() {
		this.runner.withPropertyValues("management.auditevents.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(SocialPlusAuditListener.class);
			assertThat(publisher(context).isActive()).isFalse();
		});
	}

	@Test
	void withoutActuatorThereAreEventsButNoAudits() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SocialPlusAutoConfiguration.class,
					SocialPlusSessionAutoConfiguration.class, SocialPlusAuditAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SocialPlusTokenEventPublisher.class)
				.doesNotHaveBean(SocialPlusAuditAutoConfiguration.class));
	}

	private static final class Recorder implements AuditEventRepository {

		private final BlockingQueue<AuditEvent> events = new LinkedBlockingQueue<>();

		private volatile RuntimeException failure;

		AuditEvent take() throws InterruptedException {
			return this.events.poll(30, TimeUnit.SECONDS);
		}

		@Override
		public void add(AuditEvent event) {
			if (this.failure != null) {
				throw this.failure;
			}
			this.events.add(event);
		}

		@Override
		public List<AuditEvent> find(String principal, Instant after, String type) {
			return List.of();
		}

	}

}
