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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Response}.
 */
class ResponseTests {

	@Test
	void isReadOnceItsLastByteIsThere() {
		String received = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\npage";
		assertThat(Response.read(received.substring(0, 20))).isNull();
		assertThat(Response.read(received.substring(0, received.length() - 1))).isNull();
		assertThat(Response.read(received)).satisfies((response) -> {
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("page");
		});
	}

	@Test
	void tellsALoginFromOneThatWasRefused() {
		assertThat(redirect("/").isLogin()).isTrue();
		assertThat(redirect("/").cookie()).isEqualTo("SESSION=1");
		assertThat(redirect("/login?error").isLogin()).isFalse();
		assertThat(Response.NONE.isLogin()).isFalse();
	}

	private static Response redirect(String location) {
		return Response.read("HTTP/1.1 302 \r\nSet-Cookie: SESSION=1; Path=/; HttpOnly\r\nLocation: " + location
				+ "\r\nContent-Length: 0\r\n\r\n");
	}

}
