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

package plus.social.spring.web.servlet;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.web.TokenEndpointAnswer;
import plus.social.spring.web.TokenEndpointAnswers;

import org.springframework.security.core.context.SecurityContextHolder;

/**
 * A response of the endpoint that has a problem detail wherever Spring Security refuses
 * the request.
 */
final class EndpointResponse extends HttpServletResponseWrapper {

	private final LoginResolver loginResolver;

	private final TokenEndpointAnswers answers;

	EndpointResponse(HttpServletResponse response, LoginResolver loginResolver, TokenEndpointAnswers answers) {
		super(response);
		this.loginResolver = loginResolver;
		this.answers = answers;
	}

	// The endpoint itself redirects nobody: this leads to a login, or to another factor.
	@Override
	public void sendRedirect(String location) throws IOException {
		boolean loggedIn = this.loginResolver.isLogin(SecurityContextHolder.getContext().getAuthentication());
		write(loggedIn ? this.answers.forbidden() : this.answers.unauthorized());
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		sendRedirect(location);
	}

	@Override
	public void sendError(int status) throws IOException {
		if (!writeProblem(status)) {
			super.sendError(status);
		}
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		if (!writeProblem(status)) {
			super.sendError(status, message);
		}
	}

	/**
	 * Give a refusal without a body the problem detail.
	 */
	void end() throws IOException {
		if (!isCommitted() && getContentType() == null) {
			writeProblem(getStatus());
		}
	}

	private boolean writeProblem(int status) throws IOException {
		if (status == 401) {
			write(this.answers.unauthorized());
		}
		else if (status == 403) {
			write(this.answers.forbidden());
		}
		return status == 401 || status == 403;
	}

	private void write(TokenEndpointAnswer answer) throws IOException {
		resetBuffer();
		setStatus(answer.getStatus());
		answer.getHeaders().forEach(this::setHeader);
		getOutputStream().write(answer.getBody());
		flushBuffer();
	}

}
