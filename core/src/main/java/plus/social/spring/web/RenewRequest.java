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

package plus.social.spring.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request to the endpoint asks for a new token, by the query
 * {@code renew=true} or the body <code>{"renew": true}</code>. Everything else in them is
 * ignored.
 *
 * @since 0.1.0
 */
public final class RenewRequest {

	/**
	 * Maximum number of bytes that are read from a body.
	 */
	public static final int MAX_SIZE = 1024;

	private static final String RENEW_PARAMETER = "renew=true";

	private static final Pattern RENEW = Pattern.compile("\\s*\\{\\s*\"renew\"\\s*:\\s*true\\s*}\\s*");

	private RenewRequest() {
	}

	/**
	 * Return whether a query asks for a new token, so that the body is not read.
	 * @param query the raw query, if any
	 * @return whether it does
	 */
	public static boolean isRenewal(@Nullable String query) {
		return query != null && Arrays.asList(query.split("&")).contains(RENEW_PARAMETER);
	}

	/**
	 * Return whether a body may ask for a new token and should be read.
	 * @param contentType the header {@code Content-Type}, if any
	 * @return whether it is JSON
	 */
	public static boolean isPossible(@Nullable String contentType) {
		return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
	}

	/**
	 * Return whether a body asks for a new token.
	 * @param body the body, or its first {@value #MAX_SIZE} bytes
	 * @return whether it does
	 */
	public static boolean isRenewal(byte[] body) {
		return RENEW.matcher(new String(body, StandardCharsets.UTF_8)).matches();
	}

}
