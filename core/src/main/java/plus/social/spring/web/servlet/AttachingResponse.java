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

import org.springframework.security.web.util.OnCommittedResponseWrapper;

/**
 * Response that runs an action before it is committed and once more at its end, as a
 * login may follow the first bytes.
 */
final class AttachingResponse extends OnCommittedResponseWrapper {

	private final Runnable action;

	AttachingResponse(HttpServletResponse response, Runnable action) {
		super(response);
		this.action = action;
	}

	@Override
	protected void onResponseCommitted() {
		this.action.run();
	}

	void onResponseEnd() {
		disableOnResponseCommitted();
		this.action.run();
	}

	// A method of Servlet 6.1 that Spring Security's wrapper does not override.
	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		if (!isDisableOnResponseCommitted()) {
			disableOnResponseCommitted();
			onResponseCommitted();
		}
		super.sendRedirect(location, status, clearBuffer);
	}

}
