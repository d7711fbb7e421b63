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

package plus.social.spring.tests.reactive;

import java.net.http.HttpResponse;
import java.util.Map;

import plus.social.spring.testsupport.Browser;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * Parts of an application, each with a filter chain of its own: area {@code /x} has the
 * page {@code /x/page}, which everybody may see, and form login at {@code /x/login}.
 */
final class Areas {

	private Areas() {
	}

	/**
	 * Make a filter chain that of an area.
	 */
	static ServerHttpSecurity area(ServerHttpSecurity http, String area) {
		return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers(area + "/**"))
			.authorizeExchange(
					(exchanges) -> exchanges.pathMatchers(area + "/page").permitAll().anyExchange().authenticated());
	}

	static FormLoginSpec form(FormLoginSpec form, String area) {
		return form
			.requiresAuthenticationMatcher(ServerWebExchangeMatchers.pathMatchers(HttpMethod.POST, area + "/login"))
			.loginPage(area + "/page");
	}

	/**
	 * Log in to an area with the form on its page.
	 */
	static HttpResponse<String> logIn(Browser browser, String area, String username) {
		return browser.submit(browser.get(area + "/page"), area + "/login",
				Map.of("username", username, "password", Browser.PASSWORD));
	}

}
