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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test for {@link AuthTokenResponse}: nothing but a token is accepted as one. An
 * input is a status and a media type, each with a line break, and a body.
 */
class AuthTokenResponseFuzzTests extends AbstractFuzzTests {

	private static final Pattern INPUT = Pattern.compile("(?:([0-9]{1,5})\n)?(?:([^\n]*)\n)?(.*)", Pattern.DOTALL);

	private static final Pattern TOKEN = Pattern.compile("[!#-~]{1,100}");

	/**
	 * The messages for responses without a token. Apart from numbers, they do not depend
	 * on the response, so none can repeat it.
	 */
	private static final Set<String> REFUSALS = IntStream.rangeClosed(200, 599)
		.boxed()
		.flatMap((status) -> Stream.of(read(status, "text/html", "x"), read(status, "text/plain", "\n"),
				read(answer(status, "text/plain", "x", false))))
		.map((result) -> String.valueOf(result.refusal()))
		.collect(Collectors.toSet());

	@FuzzTest
	void nothingButATokenIsAccepted(byte[] input) {
		Matcher parts = INPUT.matcher(new String(input, StandardCharsets.ISO_8859_1));
		assertThat(parts.matches()).isTrue();
		int status = (parts.group(1) != null) ? Integer.parseInt(parts.group(1)) : 200;
		String contentType = parts.group(2);
		String body = parts.group(3);
		Result result = read(status, contentType, body);
		assertThat(REFUSALS).contains(read(answer(status, contentType, body, false)).refusal());
		if (status == 200 && isPlainText(contentType) && TOKEN.matcher(body).matches()) {
			assertThat(result.token()).isEqualTo(body);
		}
		else {
			assertThat(REFUSALS).contains(result.refusal());
		}
	}

	private static boolean isPlainText(@Nullable String contentType) {
		if (contentType == null) {
			return false;
		}
		int end = contentType.indexOf(';');
		String type = ((end < 0) ? contentType : contentType.substring(0, end)).toLowerCase(Locale.ROOT);
		int start = type.indexOf("text/plain");
		return start >= 0 && isPadding(type.substring(0, start)) && isPadding(type.substring(start + 10));
	}

	private static boolean isPadding(String text) {
		return text.chars().allMatch((c) -> c == ' ' || c == '\t');
	}

	private static Result read(int status, @Nullable String contentType, String body) {
		return read(answer(status, contentType, body, true));
	}

	private static Result read(HttpResponse answer) {
		try {
			return new Result(AuthTokenResponse.readToken(answer, Instant.EPOCH), null);
		}
		catch (SocialPlusException ex) {
			assertThat(ex).hasNoCause();
			return new Result(null, Refusals.withoutNumbers(String.valueOf(ex.getMessage())));
		}
	}

	// The body is the value of Retry-After, too.
	private static HttpResponse answer(int status, @Nullable String contentType, String body, boolean verbatim) {
		return new HttpResponse(status, contentType, body, verbatim, body.getBytes(StandardCharsets.ISO_8859_1));
	}

	private record Result(@Nullable String token, @Nullable String refusal) {
	}

}
