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

package plus.social.spring.samples.webflux;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the tests need of a browser: it keeps cookies, sends forms with their CSRF token,
 * and follows redirects only when told to.
 */
class Browser {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final URI baseUrl;

	Browser(int port) {
		this.baseUrl = URI.create("http://localhost:" + port);
	}

	// A page is asked for as browsers do: only then does WebFlux save the request.
	HttpResponse<String> get(String path) {
		return send(HttpRequest.newBuilder(this.baseUrl.resolve(path)).header("Accept", "text/html"));
	}

	/**
	 * Log in on the login page, and stay at the answer.
	 */
	HttpResponse<String> logIn(String username, String password) {
		return post("/login", get("/login"), Map.of("username", username, "password", password));
	}

	HttpResponse<String> logOut(HttpResponse<String> page) {
		return post("/logout", page, Map.of());
	}

	HttpResponse<String> follow(HttpResponse<String> redirect) {
		return get(location(redirect));
	}

	/**
	 * Return where a redirect leads, without the host.
	 */
	static String location(HttpResponse<String> redirect) {
		URI location = URI.create(redirect.headers().firstValue("Location").orElseThrow());
		return location.getRawPath() + ((location.getRawQuery() != null) ? "?" + location.getRawQuery() : "");
	}

	private HttpResponse<String> post(String path, HttpResponse<String> page, Map<String, String> fields) {
		Matcher csrf = CSRF.matcher(page.body());
		if (!csrf.find()) {
			throw new IllegalStateException("No form with a CSRF token at " + page.uri());
		}
		Map<String, String> form = new LinkedHashMap<>(fields);
		form.put("_csrf", csrf.group(1));
		return send(HttpRequest.newBuilder(this.baseUrl.resolve(path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(encode(form))));
	}

	private static String encode(Map<String, String> form) {
		return form.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
