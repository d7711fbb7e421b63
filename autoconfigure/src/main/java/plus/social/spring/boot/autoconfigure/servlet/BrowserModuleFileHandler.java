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

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import plus.social.spring.web.BrowserModuleFile;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.support.WebContentGenerator;

/**
 * Handler that serves a file of the browser module. With a router function instead,
 * Spring MVC would evaluate it for every request of an application that may have no
 * others.
 */
final class BrowserModuleFileHandler extends WebContentGenerator implements HttpRequestHandler {

	private final BrowserModuleFile file;

	BrowserModuleFileHandler(BrowserModuleFile file) {
		super(METHOD_GET, METHOD_HEAD);
		setCacheControl(CacheControl.noCache());
		this.file = file;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		if (HttpMethod.OPTIONS.matches(request.getMethod())) {
			response.setHeader("Allow", getAllowHeader());
			return;
		}
		checkRequest(request);
		prepareResponse(response);
		response.setHeader("X-Content-Type-Options", "nosniff");
		if (new ServletWebRequest(request, response).checkNotModified(this.file.getEtag())) {
			return;
		}
		byte[] content = this.file.getContent();
		response.setContentType(this.file.getContentType());
		response.setContentLength(content.length);
		if (METHOD_GET.equals(request.getMethod())) {
			response.getOutputStream().write(content);
		}
	}

}
