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
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import plus.social.spring.visitor.VisitorSigner;
import plus.social.spring.web.EndpointChecks;
import plus.social.spring.web.EndpointRequest;
import plus.social.spring.web.EndpointResponse;
import plus.social.spring.web.EndpointResponses;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.Assert;
import org.springframework.web.HttpRequestHandler;

/**
 * Endpoint that returns what the client SDK needs to log in an anonymous visitor. The
 * session identifies the visitor, and is created if there is none; nothing else in the
 * request is used.
 *
 * @since 0.1.0
 */
public final class SocialPlusVisitorEndpoint implements HttpRequestHandler {

	private final VisitorSigner visitors;

	private final EndpointChecks checks;

	private final EndpointResponses responses;

	/**
	 * Create an endpoint.
	 * @param visitors the signer of visitors' logins
	 * @param checks the checks of requests
	 * @param responses the responses
	 */
	public SocialPlusVisitorEndpoint(VisitorSigner visitors, EndpointChecks checks, EndpointResponses responses) {
		Assert.notNull(visitors, "'visitors' must not be null");
		Assert.notNull(checks, "'checks' must not be null");
		Assert.notNull(responses, "'responses' must not be null");
		this.visitors = visitors;
		this.checks = checks;
		this.responses = responses;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		EndpointResponseWrapper.send(response, respond(request, response));
	}

	private EndpointResponse respond(HttpServletRequest request, HttpServletResponse response) {
		EndpointResponse refusal = this.checks.refuseVisitor(
				new EndpointRequest(request.getMethod(), request::getHeader, response::getHeader),
				SecurityContextHolder.getContext().getAuthentication());
		if (refusal != null) {
			return refusal;
		}
		String deviceId = findDeviceId(request.getSession(false));
		Duration wait = this.visitors.tryAcquire(deviceId);
		if (wait != null) {
			return this.responses.tooMany(wait);
		}
		return this.responses.visitor(this.visitors.sign((deviceId != null) ? deviceId : newDeviceId(request)));
	}

	private @Nullable String findDeviceId(@Nullable HttpSession session) {
		return (session != null) ? this.visitors.readDeviceId(session.getAttribute(VisitorSigner.DEVICE_ID)) : null;
	}

	private String newDeviceId(HttpServletRequest request) {
		String deviceId = this.visitors.newDeviceId();
		request.getSession().setAttribute(VisitorSigner.DEVICE_ID, deviceId);
		return deviceId;
	}

}
