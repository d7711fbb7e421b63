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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import plus.social.spring.web.BrowserModule;
import plus.social.spring.web.BrowserModuleFile;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BrowserModuleFileHandler}.
 */
class BrowserModuleFileHandlerTests {

	private final BrowserModuleFile file = new BrowserModule("/socialplus", "/socialplus/token", "/socialplus/visitor")
		.getScript();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void servesTheFile() throws Exception {
		handle("GET", null);
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.response.getContentType()).isEqualTo("text/javascript;charset=UTF-8");
		assertThat(this.response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-cache");
		assertThat(this.response.getHeader("ETag")).isEqualTo(this.file.getEtag());
		assertThat(this.response.getContentAsByteArray()).isEqualTo(this.file.getContent());
	}

	@Test
	void servesNoBodyForHead() throws Exception {
		handle("HEAD", null);
		assertThat(this.response.getContentLength()).isEqualTo(this.file.getContent().length);
		assertThat(this.response.getContentAsByteArray()).isEmpty();
	}

	@Test
	void doesNotSendWhatTheBrowserHas() throws Exception {
		handle("GET", this.file.getEtag());
		assertThat(this.response.getStatus()).isEqualTo(304);
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-cache");
		assertThat(this.response.getContentAsByteArray()).isEmpty();
	}

	@Test
	void refusesOtherMethods() {
		assertThatExceptionOfType(HttpRequestMethodNotSupportedException.class).isThrownBy(() -> handle("POST", null));
		assertThat(this.response.getContentAsByteArray()).isEmpty();
	}

	@Test
	void describesItsMethods() throws Exception {
		handle("OPTIONS", null);
		assertThat(this.response.getHeader("Allow")).isEqualTo("GET,HEAD,OPTIONS");
	}

	private void handle(String method, @Nullable String etag) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest(method, this.file.getPath());
		if (etag != null) {
			request.addHeader("If-None-Match", etag);
		}
		new BrowserModuleFileHandler(this.file).handleRequest(request, this.response);
	}

}
