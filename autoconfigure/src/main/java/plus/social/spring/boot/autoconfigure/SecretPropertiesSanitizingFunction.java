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

import java.util.Locale;
import java.util.Set;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Hides the values of secret properties from actuator endpoints that are told to show
 * values, as by {@code management.endpoint.env.show-values=always}.
 */
final class SecretPropertiesSanitizingFunction implements SanitizingFunction {

	/**
	 * Names without what differs between {@code socialplus.server-key},
	 * {@code socialplus.serverKey} and {@code SOCIALPLUS_SERVER_KEY}.
	 */
	private static final Set<String> SECRETS = Set.of("socialplusserverkey", "socialpluspreviousserverkey",
			"socialplusmtlskeystorepassword", "socialplusmtlskeypassword", "socialplusmtlstruststorepassword",
			"socialplushttpproxypassword", "socialplusadmintoken", "socialplusvisitorsecret");

	@Override
	public SanitizableData apply(SanitizableData data) {
		return SECRETS.contains(toUniformName(data.getKey())) ? data.withSanitizedValue() : data;
	}

	private static String toUniformName(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
	}

}
