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

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds unknown properties under {@code socialplus} by their names only. An environment
 * variable is reported only if it is similar to a property: others may have a different
 * purpose, such as those that Kubernetes sets for a service.
 */
final class UnknownProperties {

	private static final Log logger = LogFactory.getLog(UnknownProperties.class);

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(KnownProperties.PREFIX);

	/**
	 * Groups of the test starter.
	 */
	private static final Set<ConfigurationPropertyName> OTHERS = Set.of(PREFIX.append("emulator"),
			PREFIX.append("test"));

	private static final int MAX_VARIABLE_DISTANCE = 3;

	private static final int MAX_NAMES = 20;

	private static final int MAX_LENGTH = 100;

	private final KnownProperties known;

	UnknownProperties(KnownProperties known) {
		this.known = known;
	}

	/**
	 * Log a warning if there are unknown properties.
	 * @param environment the environment
	 */
	static void warn(Environment environment) {
		String unknown = new UnknownProperties(KnownProperties.of(SocialPlusProperties.class)).describe(environment);
		if (!unknown.isEmpty()) {
			logger.warn("Unknown properties are ignored: " + unknown);
		}
	}

	/**
	 * Describe the unknown names, each with the closest known one.
	 * @param environment the environment
	 * @return the names in one line, empty if there are none
	 */
	String describe(Environment environment) {
		Set<String> unknown = new TreeSet<>();
		if (!this.known.isEmpty() && environment instanceof ConfigurableEnvironment configurable) {
			configurable.getPropertySources().forEach((source) -> addUnknown(source, unknown));
		}
		Stream<String> listed = unknown.stream().limit(MAX_NAMES);
		int others = unknown.size() - MAX_NAMES;
		return Stream.concat(listed, (others > 0) ? Stream.of("and " + others + " more") : Stream.empty())
			.collect(Collectors.joining(", "));
	}

	// A source that fails does not prevent the startup of an application.
	private void addUnknown(PropertySource<?> source, Set<String> unknown) {
		try {
			if (source instanceof SystemEnvironmentPropertySource variables) {
				Stream.of(variables.getPropertyNames())
					.filter((name) -> isVariable(name) && !this.known.containsVariable(name))
					.forEach((name) -> addVariable(name, unknown));
			}
			else if (source instanceof EnumerablePropertySource<?> properties
					&& Stream.of(properties.getPropertyNames()).anyMatch(UnknownProperties::isCandidate)) {
				ConfigurationPropertySources.from(source).forEach((candidates) -> addUnknown(candidates, unknown));
			}
		}
		catch (RuntimeException ex) {
			logger.debug("The names in a property source are not checked: " + ex.getClass().getName());
		}
	}

	private static boolean isVariable(String name) {
		int length = KnownProperties.PREFIX.length();
		return name.length() > length + 1 && name.regionMatches(true, 0, KnownProperties.PREFIX, 0, length)
				&& (name.charAt(length) == '.' || name.charAt(length) == '_');
	}

	// In any form of relaxed binding. Parsing the names of all other properties, such as
	// those of the system, would take most of the time.
	private static boolean isCandidate(String name) {
		int matched = 0;
		for (int i = 0; i < name.length() && matched < KnownProperties.PREFIX.length(); i++) {
			char c = name.charAt(i);
			if (c != '-' && c != '_') {
				if (Character.toLowerCase(c) != KnownProperties.PREFIX.charAt(matched)) {
					return false;
				}
				matched++;
			}
		}
		return matched == KnownProperties.PREFIX.length();
	}

	private void addVariable(String name, Set<String> unknown) {
		String nearest = this.known.findNearest(name, MAX_VARIABLE_DISTANCE);
		if (nearest != null) {
			unknown.add(describe(name, nearest));
		}
	}

	private void addUnknown(ConfigurationPropertySource source, Set<String> unknown) {
		if (source instanceof IterableConfigurationPropertySource properties) {
			properties.stream()
				.filter((name) -> PREFIX.isAncestorOf(name) && !isKnown(name, properties))
				.map(ConfigurationPropertyName::toString)
				.map((name) -> describe(name, this.known.findNearest(name, name.length() / 2)))
				.forEach(unknown::add);
		}
	}

	private boolean isKnown(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		return this.known.contains(name)
				|| OTHERS.stream().anyMatch((other) -> other.equals(name) || other.isAncestorOf(name))
				|| (this.known.isGroup(name) && isEmpty(source.getConfigurationProperty(name)));
	}

	// For example a group in YAML whose properties are commented out.
	private static boolean isEmpty(@Nullable ConfigurationProperty group) {
		return group == null || group.getValue() == null || group.getValue().toString().isEmpty();
	}

	private static String describe(String name, @Nullable String nearest) {
		String shown = name.replaceAll("[^\\w.\\[\\]-]", "?");
		return "'" + ((shown.length() > MAX_LENGTH) ? shown.substring(0, MAX_LENGTH) + "..." : shown) + "'"
				+ ((nearest != null) ? " (did you mean '" + nearest + "'?)" : "");
	}

}
