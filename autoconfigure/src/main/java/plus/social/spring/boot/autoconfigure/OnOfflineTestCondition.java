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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusBaseUrl;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Condition that matches in a test unless the test specifies where to call Social Plus.
 */
class OnOfflineTestCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final String LIVE = "socialplus.test.live";

	private static final String BASE_URL = "socialplus.base-url";

	private static final String TEST_CONFIGURATION = "org.springframework.boot.test.context.TestConfiguration";

	private static final Pattern HTTPS = Pattern.compile("^https:", Pattern.CASE_INSENSITIVE);

	/**
	 * Names of property sources that precede those of the machine but are not added by
	 * tests.
	 */
	private static final Set<String> OTHER_SOURCES = Set.of("configurationProperties", "spring.application.json",
			"servletConfigInitParams", "servletContextInitParams", "jndiProperties");

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Offline test");
		Environment environment = context.getEnvironment();
		if (environment.getProperty(LIVE, Boolean.class, false)) {
			return ConditionOutcome.noMatch(message.because(LIVE + " is true"));
		}
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "No bean factory");
		String[] connectionDetails = beanFactory.getBeanNamesForType(SocialPlusConnectionDetails.class, true, false);
		if (Stream.of(connectionDetails).anyMatch((name) -> isOfTestConfiguration(beanFactory, name))) {
			return ConditionOutcome.noMatch(message.because("a test configuration has connection details"));
		}
		// The application's own connection details ignore the property.
		if (connectionDetails.length == 0 && hasLoopbackBaseUrl((ConfigurableEnvironment) environment)) {
			return ConditionOutcome.noMatch(message.because("the test sets " + BASE_URL));
		}
		return ConditionOutcome.match(message.because("the test does not specify where to call Social Plus"));
	}

	private static boolean isOfTestConfiguration(ConfigurableListableBeanFactory beanFactory, String beanName) {
		MethodMetadata method = (beanFactory.containsBeanDefinition(beanName)
				&& beanFactory.getBeanDefinition(beanName) instanceof AnnotatedBeanDefinition definition)
						? definition.getFactoryMethodMetadata() : null;
		Class<?> type = (method != null) ? findClass(method.getDeclaringClassName(), beanFactory) : null;
		return type != null
				&& MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY).isPresent(TEST_CONFIGURATION);
	}

	private static @Nullable Class<?> findClass(String name, ConfigurableListableBeanFactory beanFactory) {
		try {
			return ClassUtils.forName(name, beanFactory.getBeanClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	private static boolean hasLoopbackBaseUrl(ConfigurableEnvironment environment) {
		String baseUrl = new Binder(ConfigurationPropertySources.from(testSources(environment)),
				new PropertySourcesPlaceholdersResolver(environment))
			.bind(BASE_URL, String.class)
			.orElse(null);
		return baseUrl != null && isLoopback(baseUrl);
	}

	// Properties of a test precede those of the machine and the application.
	private static List<PropertySource<?>> testSources(ConfigurableEnvironment environment) {
		List<PropertySource<?>> sources = new ArrayList<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
				break;
			}
			if (!OTHER_SOURCES.contains(source.getName())) {
				sources.add(source);
			}
		}
		return sources;
	}

	// With http, a base URL is valid only for a loopback address.
	private static boolean isLoopback(String baseUrl) {
		try {
			SocialPlusBaseUrl.of(HTTPS.matcher(baseUrl).replaceFirst("http:"));
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
