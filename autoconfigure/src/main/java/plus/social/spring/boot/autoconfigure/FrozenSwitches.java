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

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Values that the properties in conditions had when the bean definitions were created.
 * For an application that was processed ahead of time, this was its build. Logs a warning
 * at startup about properties that have been changed since, as they have no effect on the
 * conditions.
 */
final class FrozenSwitches implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(FrozenSwitches.class);

	/**
	 * Names and defaults of the properties in conditions.
	 */
	static final Map<String, Boolean> DEFAULTS = Map.of("socialplus.enabled", true, "socialplus.secure-mode", true,
			"socialplus.endpoint.enabled", true, "socialplus.logout.revoke", false,
			"management.health.socialplus.enabled", true, "management.info.socialplus.enabled", false,
			"management.auditevents.enabled", true);

	private static final String HEALTH_DEFAULT = "management.health.defaults.enabled";

	private final Map<String, Boolean> frozen;

	private final Environment environment;

	FrozenSwitches(Map<String, Boolean> frozen, Environment environment) {
		this.frozen = frozen;
		this.environment = environment;
	}

	/**
	 * Return the current values of the properties.
	 * @param environment the environment
	 * @return the values by name, without those that are invalid
	 */
	static Map<String, Boolean> read(Environment environment) {
		Map<String, Boolean> values = new TreeMap<>();
		DEFAULTS.forEach((name, defaultValue) -> {
			Boolean value = read(environment, name, name.startsWith("management.health.") ? HEALTH_DEFAULT : null,
					defaultValue);
			if (value != null) {
				values.put(name, value);
			}
		});
		return values;
	}

	private static @Nullable Boolean read(Environment environment, String name, @Nullable String parent,
			boolean defaultValue) {
		try {
			Boolean value = environment.getProperty(name, Boolean.class);
			if (value == null && parent != null) {
				value = environment.getProperty(parent, Boolean.class);
			}
			return (value != null) ? value : Boolean.valueOf(defaultValue);
		}
		catch (RuntimeException ex) {
			// The condition, or the binding of the properties, reports an invalid value.
			return null;
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!AotDetector.useGeneratedArtifacts()) {
			return;
		}
		Map<String, Boolean> current = read(this.environment);
		String changed = this.frozen.entrySet()
			.stream()
			.filter((entry) -> !current.getOrDefault(entry.getKey(), entry.getValue()).equals(entry.getValue()))
			.map((entry) -> "'" + entry.getKey() + "' (" + entry.getValue() + " at build time, now "
					+ current.get(entry.getKey()) + ")")
			.sorted()
			.collect(Collectors.joining(", "));
		if (!changed.isEmpty()) {
			logger.warn("Changed properties have no effect, as ahead-of-time processing has already evaluated them: "
					+ changed + ". Restore their values, or build the application with the new ones.");
		}
	}

}
