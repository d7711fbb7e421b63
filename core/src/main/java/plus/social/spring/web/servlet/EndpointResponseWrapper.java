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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.web.ApplicationResponse;
import plus.social.spring.web.EndpointResponse;
import plus.social.spring.web.EndpointResponses;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * Wrapper that holds the response at the path of an endpoint until the filter chain has
 * returned. It then sends the endpoint's response unchanged, past all inner filters and
 * wrappers. A response of the application is replaced if a client cannot use it.
 */
final class EndpointResponseWrapper extends ContentCachingResponseWrapper {

	/**
	 * Headers that describe the body or redirect, in any case. They are dropped if the
	 * response is replaced.
	 */
	private static final Set<String> HELD_BACK = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
	static {
		Collections.addAll(HELD_BACK, "Accept-Ranges", "Content-Disposition", "Content-Encoding", "Content-Language",
				"Content-Location", "Content-Range", "ETag", "Last-Modified", "Location", "Transfer-Encoding");
	}

	private final HttpServletRequest request;

	private final boolean forUsers;

	private final LoginResolver loginResolver;

	private final EndpointResponses responses;

	private final Map<String, String> heldBack = new LinkedHashMap<>();

	private @Nullable EndpointResponse endpointResponse;

	private boolean refused;

	private boolean loggedIn;

	EndpointResponseWrapper(HttpServletRequest request, HttpServletResponse response, boolean forUsers,
			LoginResolver loginResolver, EndpointResponses responses) {
		super(response);
		this.request = request;
		this.forUsers = forUsers;
		this.loginResolver = loginResolver;
		this.responses = responses;
	}

	/**
	 * Send the response of an endpoint past all inner wrappers, or directly if there is
	 * no such wrapper.
	 * @param response the response that the endpoint has been called with
	 * @param endpointResponse the response of the endpoint
	 * @throws IOException if the response cannot be written
	 */
	static void send(HttpServletResponse response, EndpointResponse endpointResponse) throws IOException {
		EndpointResponseWrapper wrapper = WebUtils.getNativeResponse(response, EndpointResponseWrapper.class);
		if (wrapper != null) {
			wrapper.endpointResponse = endpointResponse;
		}
		else {
			write(endpointResponse, response);
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

	// As without this wrapper, a refusal is committed.
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
		if (HELD_BACK.contains(name)) {
			this.heldBack.put(name, value);
		}
		else {
			super.setHeader(name, value);
		}
	}

	@Override
	public void addHeader(String name, String value) {
		if (HELD_BACK.contains(name)) {
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
		EndpointResponse whole = (this.endpointResponse != null) ? this.endpointResponse
				: this.responses.replace(describe());
		if (whole != null) {
			resetBuffer();
			write(whole, (HttpServletResponse) getResponse());
		}
		else {
			this.heldBack.forEach(super::setHeader);
			copyBodyToResponse();
		}
	}

	private ApplicationResponse describe() {
		boolean hasBody = !this.refused && getContentSize() > 0;
		return new ApplicationResponse(this.forUsers, this.request.getMethod(), getStatus(), getContentType(), hasBody,
				this.loggedIn, this.request.getHeader("Authorization") != null,
				this.request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException);
	}

	private static void write(EndpointResponse endpointResponse, HttpServletResponse response) throws IOException {
		response.setStatus(endpointResponse.getStatus());
		endpointResponse.getHeaders().forEach(response::setHeader);
		byte[] body = endpointResponse.getBody();
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
