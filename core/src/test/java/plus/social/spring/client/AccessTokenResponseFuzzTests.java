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
import java.util.List;
import java.util.Map;

import com.code_intelligence.jazzer.junit.FuzzTest;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import plus.social.spring.token.SocialPlusAccessToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Fuzz test for {@link AccessTokenResponse} and {@link JsonBody}: nothing but a session
 * of the user, in the eyes of a JSON parser of another origin, is accepted as one. An
 * input is a body.
 */
class AccessTokenResponseFuzzTests extends AbstractFuzzTests {

	/**
	 * With doubles, as the exponents that are no {@code BigDecimal} are JSON all the
	 * same.
	 */
	private static final int MODE = JSONParser.MODE_RFC4627 & ~JSONParser.USE_HI_PRECISION_FLOAT;

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	@FuzzTest
	void nothingButASessionIsAccepted(byte[] input) throws ParseException {
		HttpResponse answer = new HttpResponse(200, "application/json", null, true, input);
		try {
			SocialPlusAccessToken token = AccessTokenResponse.readCreated(answer, ALICE, Instant.EPOCH);
			Map<?, ?> session = parse(input);
			assertThat(session.get("accessToken")).isEqualTo(token.getTokenValue());
			assertThat(Instant.parse((String) session.get("issuedAt"))).isEqualTo(token.getIssuedAt());
			assertThat(Instant.parse((String) session.get("expiresAt"))).isEqualTo(token.getExpiresAt());
			assertThat((List<?>) session.get("users"))
				.anyMatch((user) -> user instanceof Map<?, ?> member && "alice".equals(member.get("userId")));
		}
		catch (SocialPlusException ex) {
			assertThat(ex).hasNoCause().hasMessage("Social Plus answered 200 without an access token of the user");
			assertThat(ex.getReason()).isEqualTo(Reason.INVALID_RESPONSE);
		}
	}

	private static Map<?, ?> parse(byte[] input) throws ParseException {
		Object value = new JSONParser(MODE).parse(new String(input, StandardCharsets.UTF_8));
		return (value instanceof Map<?, ?> object) ? object : fail("No object");
	}

}
