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

import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.Http403ForbiddenEntryPoint;
import org.springframework.security.web.session.ConcurrentSessionFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.CompositeFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionConcurrencyControl}.
 */
class SessionConcurrencyControlTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	@Test
	void anApplicationWithoutItsFilterHasNone() {
		this.beanFactory.registerSingleton("chain",
				chain(new ExceptionTranslationFilter(new Http403ForbiddenEntryPoint())));
		assertThat(new SessionConcurrencyControl(this.beanFactory).getAsBoolean()).isFalse();
	}

	@Test
	void oneOfSeveralChainsMayHaveTheFilter() {
		this.beanFactory.registerSingleton("api", chain());
		this.beanFactory.registerSingleton("pages", chain(concurrency()));
		assertThat(new SessionConcurrencyControl(this.beanFactory).getAsBoolean()).isTrue();
	}

	@Test
	void aChainMayBeNoBean() {
		this.beanFactory.registerSingleton("springSecurityFilterChain",
				new FilterChainProxy(List.of(chain(concurrency()))));
		assertThat(new SessionConcurrencyControl(this.beanFactory).getAsBoolean()).isTrue();
	}

	@Test
	void theFilterMayBeOutsideOfTheChains() {
		this.beanFactory.registerSingleton("filter", concurrency());
		assertThat(new SessionConcurrencyControl(this.beanFactory).getAsBoolean()).isTrue();
	}

	@Test
	void theFilterMayBeRegisteredWithTheContainer() {
		this.beanFactory.registerSingleton("registration", new FilterRegistrationBean<>(concurrency()));
		assertThat(new SessionConcurrencyControl(this.beanFactory).getAsBoolean()).isTrue();
	}

	@Test
	void aCompositeFilterMayHaveTheFilter() {
		CompositeFilter composite = new CompositeFilter();
		composite.setFilters(List.of(concurrency()));
		this.beanFactory.registerSingleton("chain", chain(composite));
		assertThat(new SessionConcurrencyControl(this.beanFactory).getAsBoolean()).isTrue();
	}

	@Test
	void theFilterMayBelongToAParent() {
		DefaultListableBeanFactory parent = new DefaultListableBeanFactory();
		parent.registerSingleton("filter", concurrency());
		this.beanFactory.setParentBeanFactory(parent);
		assertThat(new SessionConcurrencyControl(this.beanFactory).getAsBoolean()).isTrue();
	}

	@Test
	void aBeanThatCannotBeCreatedFailsNoRequest() {
		RootBeanDefinition broken = new RootBeanDefinition(SecurityFilterChain.class, () -> {
			throw new IllegalStateException("broken");
		});
		this.beanFactory.registerBeanDefinition("broken", broken);
		assertThat(new SessionConcurrencyControl(this.beanFactory).getAsBoolean()).isTrue();
	}

	private static Filter concurrency() {
		return new ConcurrentSessionFilter(new SessionRegistryImpl());
	}

	private static SecurityFilterChain chain(Filter... filters) {
		return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, filters);
	}

}
