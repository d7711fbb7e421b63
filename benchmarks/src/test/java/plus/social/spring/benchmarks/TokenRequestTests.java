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

package plus.social.spring.benchmarks;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import plus.social.spring.benchmarks.NioSocialPlusServer.TokenRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenRequest}.
 */
class TokenRequestTests {

	private static final String REQUEST = "POST /api/v4/authentication/token HTTP/1.1\r\nhost: localhost\r\n"
			+ "Content-Length: 18\r\nx-server-key: key\r\n\r\n{\"userId\":\"user7\"}";

	@Test
	void isReadOnceItsLastByteIsThere() {
		for (int length = 0; length < REQUEST.length(); length++) {
			assertThat(TokenRequest.readBody(REQUEST.substring(0, length))).as("%d bytes", length).isNull();
		}
		assertThat(TokenRequest.readBody(REQUEST)).isEqualTo("{\"userId\":\"user7\"}");
	}

	@Test
	void getsTheTokenOfItsUser() {
		String response = new String(TokenRequest.respond("{\"userId\":\"user7\"}", 3), StandardCharsets.US_ASCII);
		assertThat(Response.read(response)).satisfies((read) -> {
			assertThat(read.status()).isEqualTo(200);
			assertThat(read.body()).isEqualTo(SocialPlusServer.tokenPrefix("user7") + "3");
		});
	}

}
