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

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import plus.social.spring.event.SocialPlusTokenAttachedEvent;
import plus.social.spring.event.SocialPlusTokenIssuedEvent;
import plus.social.spring.event.SocialPlusTokenUnavailableEvent;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.ResolvableType;

/**
 * Whether an application may have a listener for events about tokens, so that a login
 * without one costs nothing. The listeners are examined when their number has changed.
 */
final class TokenEventListeners implements BooleanSupplier {

	private static final List<ResolvableType> EVENTS = Stream
		.of(SocialPlusTokenIssuedEvent.class, SocialPlusTokenAttachedEvent.class, SocialPlusTokenUnavailableEvent.class)
		.map(ResolvableType::forClass)
		.toList();

	/**
	 * Every servlet application with Spring Security has this one, which passes events of
	 * sessions on.
	 */
	private static final String DELEGATING_LISTENER = "org.springframework.security.context.DelegatingApplicationListener";

	private static final int UNKNOWN = -1;

	private final ApplicationContext context;

	private volatile Examination last = new Examination(UNKNOWN, true);

	TokenEventListeners(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public boolean getAsBoolean() {
		int number = count(this.context);
		Examination last = this.last;
		if (number != last.number) {
			last = new Examination(number, mayListen(this.context));
			this.last = last;
		}
		return last.listening;
	}

	private static int count(ApplicationContext context) {
		int number = 0;
		for (ApplicationContext current = context; current != null; current = current.getParent()) {
			if (!(current instanceof AbstractApplicationContext known)) {
				return UNKNOWN;
			}
			number += known.getApplicationListeners().size();
		}
		return number;
	}

	// The parent's listeners are called as well.
	private static boolean mayListen(@Nullable ApplicationContext context) {
		try {
			return context != null && (!(context instanceof AbstractApplicationContext known) || mayListen(known)
					|| mayListen(context.getParent()));
		}
		catch (RuntimeException ex) {
			// For example if another thread adds a listener.
			return true;
		}
	}

	private static boolean mayListen(AbstractApplicationContext context) {
		Object multicaster = context.getBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME);
		return multicaster.getClass() != SimpleApplicationEventMulticaster.class || hasUncreatedListener(context)
				|| context.getApplicationListeners().stream().anyMatch(TokenEventListeners::isListening);
	}

	// A listener that is a FactoryBean has a prefix in its name.
	private static boolean hasUncreatedListener(AbstractApplicationContext context) {
		return Stream.of(context.getBeanNamesForType(ApplicationListener.class, true, false))
			.map(BeanFactoryUtils::transformedBeanName)
			.anyMatch((name) -> !context.getBeanFactory().containsSingleton(name));
	}

	private static boolean isListening(ApplicationListener<?> listener) {
		if (listener.getClass().getName().equals(DELEGATING_LISTENER)) {
			return false;
		}
		GenericApplicationListener generic = (listener instanceof GenericApplicationListener known) ? known
				: new GenericApplicationListenerAdapter(listener);
		return generic.supportsSourceType(SocialPlusUser.class) && EVENTS.stream().anyMatch(generic::supportsEventType);
	}

	private record Examination(int number, boolean listening) {

	}

}
