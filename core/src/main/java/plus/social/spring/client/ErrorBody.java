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

package plus.social.spring.client;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an error response.
 */
final class ErrorBody {

	/**
	 * The code for users who are banned from the network.
	 */
	static final int GLOBALLY_BANNED = 400312;

	private ErrorBody() {
	}

	/**
	 * Return Social Plus's error code.
	 * @param response the response
	 * @return the code, or {@code null} if the body is not a Social Plus error
	 */
	static @Nullable Integer readCode(HttpResponse response) {
		Map<?, ?> error = JsonBody.readObject(response);
		return (error != null) ? toCode(error.get("code")) : null;
	}

	private static @Nullable Integer toCode(@Nullable Object value) {
		if (value instanceof Double number && number == number.intValue()) {
			return number.intValue();
		}
		return (value instanceof String text && text.matches("[0-9]{1,9}")) ? Integer.valueOf(text) : null;
	}

	/**
	 * Return whether the body is an HTML page, which comes from a proxy or a firewall
	 * rather than from Social Plus.
	 * @param response the response
	 * @return whether it is HTML
	 */
	static boolean isPage(HttpResponse response) {
		String contentType = response.getContentType();
		if (contentType != null && contentType.toLowerCase(Locale.ROOT).contains("html")) {
			return true;
		}
		for (byte b : response.getBody()) {
			if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
				return b == '<';
			}
		}
		return false;
	}

}
