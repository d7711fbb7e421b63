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

package plus.social.spring.boot.autoconfigure.servlet;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.session.ConcurrentSessionFilter;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.CompositeFilter;

/**
 * Whether an application uses Spring Security's session concurrency control, so that a
 * request without it costs nothing. The filter chains are examined with the first
 * request, as they may not exist earlier.
 */
final class SessionConcurrencyControl implements BooleanSupplier {

	private final ListableBeanFactory beanFactory;

	private final SingletonSupplier<Boolean> present = SingletonSupplier.of(this::mayBePresent);

	SessionConcurrencyControl(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public boolean getAsBoolean() {
		return this.present.obtain();
	}

	private boolean mayBePresent() {
		try {
			return isPresent();
		}
		catch (RuntimeException ex) {
			// For example a lazy bean that cannot be created, which is no reason to fail
			// the request.
			return true;
		}
	}

	private boolean isPresent() {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory,
				ConcurrentSessionFilter.class).length > 0
				|| this.beanFactory.getBeanProvider(FilterRegistrationBean.class)
					.stream()
					.anyMatch((registration) -> mayControl(registration.getFilter()))
				|| filterChains().anyMatch(SessionConcurrencyControl::isControlled);
	}

	private Stream<SecurityFilterChain> filterChains() {
		return Stream.concat(this.beanFactory.getBeanProvider(SecurityFilterChain.class).stream(),
				this.beanFactory.getBeanProvider(FilterChainProxy.class)
					.stream()
					.map(FilterChainProxy::getFilterChains)
					.flatMap(List::stream));
	}

	private static boolean isControlled(SecurityFilterChain chain) {
		return chain.getFilters().stream().anyMatch(SessionConcurrencyControl::mayControl);
	}

	// A composite filter does not tell its filters.
	private static boolean mayControl(@Nullable Filter filter) {
		return filter instanceof ConcurrentSessionFilter || filter instanceof CompositeFilter;
	}

}
