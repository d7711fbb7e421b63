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

import java.net.http.HttpResponse;
import java.util.Map;

import plus.social.spring.testsupport.Browser;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

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
	static HttpSecurity formLogin(HttpSecurity http, String area) {
		return area(http, area)
			.formLogin((form) -> form.loginProcessingUrl(area + "/login").defaultSuccessUrl(area + "/page"));
	}

	static HttpSecurity area(HttpSecurity http, String area) {
		return http.securityMatcher(area + "/**")
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(area + "/page").permitAll().anyRequest().authenticated());
	}

	/**
	 * Log in to an area with the form on its page, which has created a session.
	 */
	static HttpResponse<String> logIn(Browser browser, String area, String username) {
		return browser.submit(browser.get(area + "/page"), area + "/login",
				Map.of("username", username, "password", Browser.PASSWORD));
	}

}
