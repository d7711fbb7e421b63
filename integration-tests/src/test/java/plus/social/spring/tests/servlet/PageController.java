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

package plus.social.spring.tests.servlet;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pages that say who sees them, with a form to be submitted.
 */
@RestController
class PageController {

	/**
	 * A page without a form, so without a session.
	 */
	@RequestMapping({ "/plain", "/{area}/plain" })
	String plain(HttpServletRequest request) {
		return "user=" + request.getRemoteUser();
	}

	@RequestMapping({ "/", "/page", "/{area}/page" })
	String page(HttpServletRequest request) {
		CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
		return "user=" + request.getRemoteUser()
				+ ((csrf != null) ? " <input name=\"_csrf\" type=\"hidden\" value=\"" + csrf.getToken() + "\"/>" : "");
	}

}
