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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * {@link SanitizingFunction} that hides secrets in actuator endpoints that are configured
 * to show values, for example with {@code management.endpoint.env.show-values=always}. It
 * hides the secret properties and every other value that contains a secret, such as
 * {@code sun.java.command} and {@code spring.application.json}.
 */
final class SecretPropertiesSanitizingFunction implements SanitizingFunction {

	/**
	 * Uniform names of the secret properties, the same for {@code socialplus.server-key},
	 * {@code socialplus.serverKey} and {@code SOCIALPLUS_SERVER_KEY}.
	 */
	private static final Set<String> NAMES = SecretValues.PROPERTIES.stream()
		.map(SecretPropertiesSanitizingFunction::toUniformName)
		.collect(Collectors.toUnmodifiableSet());

	private final Supplier<SecretValues> secrets;

	private final Supplier<List<Predicate<String>>> others;

	/**
	 * Create a function.
	 * @param secrets supplier of the secrets that are currently known
	 * @param others supplier of predicates that find the server keys and admin tokens
	 * that are currently used
	 */
	SecretPropertiesSanitizingFunction(Supplier<SecretValues> secrets, Supplier<List<Predicate<String>>> others) {
		this.secrets = secrets;
		this.others = others;
	}

	@Override
	public SanitizableData apply(SanitizableData data) {
		return (NAMES.contains(toUniformName(data.getKey())) || hasSecret(data.getValue())) ? data.withSanitizedValue()
				: data;
	}

	private boolean hasSecret(@Nullable Object value) {
		if (value == null || value instanceof Boolean || value instanceof Number) {
			return false;
		}
		String text = (value instanceof Object[] array) ? Arrays.deepToString(array) : value.toString();
		List<Predicate<String>> others = this.others.get();
		return this.secrets.get().areIn(text, (part) -> others.stream().anyMatch((other) -> other.test(part)));
	}

	private static String toUniformName(String name) {
		StringBuilder uniform = new StringBuilder(name.length());
		name.toLowerCase(Locale.ROOT)
			.chars()
			.filter((c) -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			.forEach((c) -> uniform.append((char) c));
		return uniform.toString();
	}

}
