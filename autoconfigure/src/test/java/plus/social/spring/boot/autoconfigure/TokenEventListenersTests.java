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

package plus.social.spring.boot.autoconfigure;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plus.social.spring.event.SocialPlusTokenAttachedEvent;
import plus.social.spring.event.SocialPlusTokenEvent;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.security.context.DelegatingApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenEventListeners}.
 */
class TokenEventListenersTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final TokenEventListeners listeners = new TokenEventListeners(this.context);

	@AfterEach
	void close() {
		this.context.close();
	}

	private boolean isListening(Class<?>... beans) {
		Stream.of(beans).forEach((bean) -> this.context.register(bean));
		this.context.refresh();
		return this.listeners.getAsBoolean();
	}

	@Test
	void nobodyListensToOtherEvents() {
		assertThat(isListening(OtherListener.class, DelegatingApplicationListener.class)).isFalse();
	}

	@Test
	void aMethodListens() {
		assertThat(isListening(AttachedListener.class)).isTrue();
	}

	@Test
	void aListenerForAllEventsListens() {
		this.context.addApplicationListener((ApplicationListener<ApplicationEvent>) (event) -> {
		});
		assertThat(isListening()).isTrue();
	}

	@Test
	void aListenerThatIsAddedLaterListens() {
		assertThat(isListening()).isFalse();
		this.context.addApplicationListener(new TokenListener());
		assertThat(this.listeners.getAsBoolean()).isTrue();
	}

	@Test
	void aListenerOfTheParentListens() {
		try (AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(
				AttachedListener.class)) {
			this.context.setParent(parent);
			assertThat(isListening()).isTrue();
		}
	}

	@Test
	void aLazyListenerMayListen() {
		assertThat(isListening(LazyListener.class)).isTrue();
	}

	@Test
	void anApplicationsOwnMulticasterMayHaveListeners() {
		this.context.registerBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
				OwnMulticaster.class);
		assertThat(isListening()).isTrue();
	}

	static class OwnMulticaster extends SimpleApplicationEventMulticaster {

	}

	static class TokenListener implements ApplicationListener<SocialPlusTokenEvent> {

		@Override
		public void onApplicationEvent(SocialPlusTokenEvent event) {
		}

	}

	static class OtherListener implements ApplicationListener<ContextRefreshedEvent> {

		@Override
		public void onApplicationEvent(ContextRefreshedEvent event) {
		}

		@EventListener
		void on(PayloadApplicationEvent<String> event) {
		}

		@EventListener
		void on(String event) {
		}

	}

	static class AttachedListener {

		@EventListener
		void on(SocialPlusTokenAttachedEvent event) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyListener {

		@Bean
		@Lazy
		TokenListener tokenListener() {
			return new TokenListener();
		}

	}

}
