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

package plus.social.spring.boot.autoconfigure.servlet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointPath}.
 */
class EndpointPathTests {

	private final EndpointPath path = new EndpointPath("/socialplus/token");

	@ParameterizedTest
	@ValueSource(
			strings = { "/socialplus/token", "/socialplus/%74oken", "/socialplus/token;v=1", "/socialplus;a=b/token" })
	void matchesInEveryNotation(String uri) {
		assertThat(this.path.matches(request("", uri))).isTrue();
		assertThat(this.path.matches(request("/shop", "/shop" + uri))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/page", "/socialplus/token/", "/socialplus/tokens", "/socialplus/Token",
			"/other/socialplus/token", "/socialplus%2Ftoken", "/socialplus/token%20", "//socialplus/token" })
	void doesNotMatchOtherPaths(String uri) {
		assertThat(this.path.matches(request("", uri))).isFalse();
	}

	private static MockHttpServletRequest request(String contextPath, String uri) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", uri);
		request.setContextPath(contextPath);
		return request;
	}

}
