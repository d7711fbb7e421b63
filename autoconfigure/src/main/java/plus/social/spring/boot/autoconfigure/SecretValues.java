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

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * Values of the secret properties in all property sources, including sources that others
 * override. Finds them in texts.
 */
final class SecretValues {

	/**
	 * Names of the properties that are secrets.
	 */
	static final List<String> PROPERTIES = List.of("socialplus.server-key", "socialplus.previous-server-key",
			"socialplus.admin-token", "socialplus.visitor.secret", "socialplus.mtls.key-store-password",
			"socialplus.mtls.key-password", "socialplus.mtls.trust-store-password", "socialplus.http.proxy.password");

	/**
	 * Minimum length of a secret that is searched for anywhere in a text. A shorter one,
	 * which can only be a password, would occur in too many texts by chance.
	 */
	private static final int MIN_LENGTH = 6;

	/**
	 * Minimum length of a shorter secret to hide a text that is equal to it.
	 */
	private static final int MIN_EQUAL_LENGTH = 4;

	private static final String GROUP = "socialplus";

	private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u+([0-9a-fA-F]{4})|(.))|%([0-9a-fA-F]{2})",
			Pattern.DOTALL);

	private final Set<String> values = new HashSet<>();

	private SecretValues() {
	}

	/**
	 * Return the secrets in an environment.
	 * @param environment the environment
	 * @return the secrets
	 */
	static SecretValues of(Environment environment) {
		SecretValues secrets = new SecretValues();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			for (String name : PROPERTIES) {
				ConfigurationProperty property = source.getConfigurationProperty(ConfigurationPropertyName.of(name));
				if (property != null && property.getValue() != null) {
					secrets.add(resolve(environment, property.getValue().toString()));
				}
			}
		}
		return secrets;
	}

	private static String resolve(Environment environment, String value) {
		try {
			return environment.resolvePlaceholders(value);
		}
		catch (IllegalArgumentException ex) {
			return value;
		}
	}

	/**
	 * Add a secret.
	 * @param value its value, or {@code null} if there is none
	 */
	void add(@Nullable String value) {
		if (value != null && !value.isBlank()) {
			this.values.add(value.strip());
		}
	}

	/**
	 * Return whether a text contains a secret verbatim, quoted, or escaped as in JSON, in
	 * a properties file or in a URL.
	 * @param text the text
	 * @param others predicate that finds other secrets
	 * @return {@code true} if the text contains a secret
	 */
	boolean areIn(String text, Predicate<String> others) {
		String unescaped = unescape(text);
		return areIn(text) || others.test(text)
				|| (!unescaped.equals(text) && (areIn(unescaped) || others.test(unescaped)));
	}

	private boolean areIn(String text) {
		return this.values.stream().anyMatch((secret) -> isIn(secret, text));
	}

	private static boolean isIn(String secret, String text) {
		if (secret.length() >= MIN_LENGTH) {
			return text.contains(secret);
		}
		return (secret.length() >= MIN_EQUAL_LENGTH && text.strip().equals(secret))
				|| (text.toLowerCase(Locale.ROOT).contains(GROUP) && isWordIn(secret, text));
	}

	private static boolean isWordIn(String secret, String text) {
		for (int i = text.indexOf(secret); i >= 0; i = text.indexOf(secret, i + 1)) {
			int end = i + secret.length();
			if ((i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))
					&& (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
				return true;
			}
		}
		return false;
	}

	// Includes percent signs outside of URLs, as the unescaped text is only searched.
	private static String unescape(String text) {
		if (text.indexOf('\\') < 0 && text.indexOf('%') < 0) {
			return text;
		}
		return ESCAPE.matcher(text).replaceAll((match) -> {
			String code = (match.group(1) != null) ? match.group(1) : match.group(3);
			return Matcher
				.quoteReplacement((code != null) ? String.valueOf((char) Integer.parseInt(code, 16)) : match.group(2));
		});
	}

}
