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
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.web.EndpointRefusal;
import plus.social.spring.web.TokenEndpointAnswer;
import plus.social.spring.web.TokenEndpointAnswers;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * The response of an endpoint. It is held back until the filter chain has returned, and
 * then sent whole: the endpoint's answer as it is, whatever filters and wrappers inside
 * have done to the response, or an answer of the application, unless a client cannot use
 * it.
 */
final class EndpointResponse extends ContentCachingResponseWrapper {

	/**
	 * Headers that describe the body or lead elsewhere, in lower case. They go with an
	 * answer that is replaced.
	 */
	private static final Set<String> HELD_BACK = Set.of("accept-ranges", "content-disposition", "content-encoding",
			"content-language", "content-location", "content-range", "etag", "last-modified", "location",
			"transfer-encoding");

	private final HttpServletRequest request;

	private final boolean forUsers;

	private final LoginResolver loginResolver;

	private final TokenEndpointAnswers answers;

	private final Map<String, String> heldBack = new LinkedHashMap<>();

	private @Nullable TokenEndpointAnswer answer;

	private boolean refused;

	private boolean loggedIn;

	EndpointResponse(HttpServletRequest request, HttpServletResponse response, boolean forUsers,
			LoginResolver loginResolver, TokenEndpointAnswers answers) {
		super(response);
		this.request = request;
		this.forUsers = forUsers;
		this.loginResolver = loginResolver;
		this.answers = answers;
	}

	/**
	 * Answer a request to an endpoint: past all wrappers inside, or directly where there
	 * is no such response.
	 * @param response the endpoint's response
	 * @param answer its answer
	 * @throws IOException if the response cannot be written
	 */
	static void answer(HttpServletResponse response, TokenEndpointAnswer answer) throws IOException {
		EndpointResponse endpointResponse = WebUtils.getNativeResponse(response, EndpointResponse.class);
		if (endpointResponse != null) {
			endpointResponse.answer = answer;
		}
		else {
			write(answer, response);
		}
	}

	@Override
	public void setStatus(int status) {
		noticeLogin();
		super.setStatus(status);
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		refuse(HttpServletResponse.SC_FOUND);
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		refuse(status);
	}

	@Override
	public void sendError(int status) throws IOException {
		if (!refuseIfDenied(status)) {
			((HttpServletResponse) getResponse()).sendError(status);
		}
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		if (!refuseIfDenied(status)) {
			((HttpServletResponse) getResponse()).sendError(status, message);
		}
	}

	private boolean refuseIfDenied(int status) {
		if (status == SC_UNAUTHORIZED || status == SC_FORBIDDEN) {
			refuse(status);
			return true;
		}
		return false;
	}

	/**
	 * Refuse to forward to a page, with the status that was set for it.
	 */
	void refuseForward() {
		boolean denied = getStatus() == SC_UNAUTHORIZED || getStatus() == SC_FORBIDDEN;
		refuse(denied ? getStatus() : SC_FOUND);
	}

	private void refuse(int status) {
		setStatus(status);
		this.refused = true;
	}

	// The application takes it for sent, as it would be without this wrapper.
	@Override
	public boolean isCommitted() {
		return this.refused || super.isCommitted();
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		noticeLogin();
		return super.getOutputStream();
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		noticeLogin();
		return super.getWriter();
	}

	// The security context is cleared by the time that the filter chain has returned.
	private void noticeLogin() {
		this.loggedIn = this.loginResolver.isLogin(SecurityContextHolder.getContext().getAuthentication());
	}

	@Override
	public void setHeader(String name, String value) {
		if (HELD_BACK.contains(name.toLowerCase(Locale.ROOT))) {
			this.heldBack.put(name, value);
		}
		else {
			super.setHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, String value) {
		if (HELD_BACK.contains(name.toLowerCase(Locale.ROOT))) {
			setHeader(name, value);
		}
		else {
			super.addHeader(name, value);
		}
	}

	/**
	 * Send the response.
	 * @throws IOException if it cannot be written
	 */
	void end() throws IOException {
		if (super.isCommitted()) {
			return;
		}
		TokenEndpointAnswer whole = (this.answer != null) ? this.answer : this.answers.replace(describe());
		if (whole != null) {
			resetBuffer();
			write(whole, (HttpServletResponse) getResponse());
		}
		else {
			this.heldBack.forEach(super::setHeader);
			copyBodyToResponse();
		}
	}

	private EndpointRefusal describe() {
		boolean hasBody = !this.refused && getContentSize() > 0;
		return new EndpointRefusal(this.forUsers, this.request.getMethod(), getStatus(), getContentType(), hasBody,
				this.loggedIn, this.request.getHeader("Authorization") != null,
				this.request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException);
	}

	private static void write(TokenEndpointAnswer answer, HttpServletResponse response) throws IOException {
		response.setStatus(answer.getStatus());
		answer.getHeaders().forEach(response::setHeader);
		byte[] body = answer.getBody();
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
