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

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Names of the properties under {@code socialplus}, derived from the constructors that
 * bind them.
 */
final class KnownProperties {

	static final String PREFIX = "socialplus";

	private static final Pattern LAST_INDEX = Pattern.compile("[0-9]+$");

	private final Set<String> names = new TreeSet<>();

	private final Set<String> groups = new TreeSet<>();

	private final Set<String> containers = new TreeSet<>();

	private KnownProperties() {
	}

	/**
	 * Return the names of the properties that a class binds.
	 * @param type the class
	 * @return the names, empty if the parameter names of the constructors are not
	 * available
	 */
	static KnownProperties of(Class<?> type) {
		KnownProperties properties = new KnownProperties();
		properties.add(PREFIX, type, type);
		return properties;
	}

	private void add(String prefix, Class<?> type, Class<?> root) {
		this.groups.add(prefix);
		for (Constructor<?> constructor : type.getConstructors()) {
			for (Parameter parameter : constructor.getParameters()) {
				if (parameter.isNamePresent()) {
					add(prefix + "." + DataObjectPropertyName.toDashedForm(parameter.getName()), parameter, root);
				}
			}
		}
	}

	private void add(String name, Parameter parameter, Class<?> root) {
		Class<?> type = parameter.getType();
		if (type.getName().startsWith(root.getName() + "$") && !type.isEnum()) {
			add(name, type, root);
			return;
		}
		this.names.add(name);
		if (type.isArray() || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
			this.containers.add(name);
		}
	}

	boolean isEmpty() {
		return this.names.isEmpty();
	}

	boolean contains(ConfigurationPropertyName name) {
		return this.names.stream().map(ConfigurationPropertyName::of).anyMatch(name::equals) || this.containers.stream()
			.map(ConfigurationPropertyName::of)
			.anyMatch((container) -> container.isAncestorOf(name));
	}

	boolean isGroup(ConfigurationPropertyName name) {
		return this.groups.stream().map(ConfigurationPropertyName::of).anyMatch(name::equals);
	}

	/**
	 * Return whether an environment variable denotes one of these properties, ignoring
	 * the separators of words.
	 * @param variable the name of the variable
	 * @return {@code true} if it denotes a property or an element of one
	 */
	boolean containsVariable(String variable) {
		String letters = letters(variable);
		return this.names.stream().map(KnownProperties::letters).anyMatch(letters::equals) || this.containers.stream()
			.map(KnownProperties::letters)
			.anyMatch(LAST_INDEX.matcher(letters).replaceFirst("")::equals);
	}

	/**
	 * Find the name that is closest to an unknown one.
	 * @param unknown the unknown name
	 * @param maxDistance the maximum number of letters that differ
	 * @return the closest name, or {@code null} if more letters differ
	 */
	@Nullable String findNearest(String unknown, int maxDistance) {
		Map<String, Integer> distances = new TreeMap<>();
		String letters = letters(unknown);
		this.names.forEach((name) -> distances.put(name, distance(letters, letters(name))));
		return distances.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() <= maxDistance)
			.min(Comparator.comparing(Map.Entry::getValue))
			.map(Map.Entry::getKey)
			.orElse(null);
	}

	private static String letters(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

	// The Levenshtein distance.
	private static int distance(String one, String other) {
		int[] row = new int[other.length() + 1];
		Arrays.setAll(row, (i) -> i);
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int replaced = diagonal + ((one.charAt(i - 1) != other.charAt(j - 1)) ? 1 : 0);
				diagonal = row[j];
				row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}

}
