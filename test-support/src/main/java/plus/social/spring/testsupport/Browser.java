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

package plus.social.spring.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the tests need of a browser: it keeps cookies, sends forms with their CSRF token,
 * follows redirects only when told to, and remembers the answers of its application.
 */
public class Browser {

	/**
	 * The password of every user.
	 */
	public static final String PASSWORD = "demo";

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

	private final CookieManager cookies = new CookieManager();

	private final HttpClient client = HttpClient.newBuilder()
		.cookieHandler(this.cookies)
		.version(Version.HTTP_1_1)
		.build();

	private final List<HttpResponse<String>> answers = Collections.synchronizedList(new ArrayList<>());

	private final URI baseUrl;

	private final String sessionCookie;

	public Browser(URI baseUrl, String sessionCookie) {
		this.baseUrl = baseUrl;
		this.sessionCookie = sessionCookie;
	}

	/**
	 * Return every answer of the application itself, in order.
	 */
	public List<HttpResponse<String>> getAnswers() {
		return List.copyOf(this.answers);
	}

	public URI getBaseUrl() {
		return this.baseUrl;
	}

	/**
	 * Return the session that the browser would send.
	 */
	public Optional<String> getSessionId() {
		return this.cookies.getCookieStore()
			.get(this.baseUrl)
			.stream()
			.filter((cookie) -> cookie.getName().equals(this.sessionCookie))
			.map(HttpCookie::getValue)
			.findFirst();
	}

	/**
	 * Return the header with all cookies.
	 */
	public String getCookies() {
		return this.cookies.getCookieStore()
			.get(this.baseUrl)
			.stream()
			.map((cookie) -> cookie.getName() + "=" + cookie.getValue())
			.collect(Collectors.joining("; "));
	}

	/**
	 * Forget the session, as if it had expired.
	 */
	public void forgetSession() {
		for (HttpCookie cookie : List.copyOf(this.cookies.getCookieStore().getCookies())) {
			if (cookie.getName().equals(this.sessionCookie)) {
				this.cookies.getCookieStore().remove(null, cookie);
			}
		}
	}

	/**
	 * Log in on the login page, and stay at the answer.
	 */
	public HttpResponse<String> logIn(String username) {
		return submit(get("/login"), "/login", Map.of("username", username, "password", PASSWORD));
	}

	public HttpResponse<String> get(String path, String... headers) {
		return send(request(path, headers));
	}

	public HttpResponse<String> options(String path, String... headers) {
		return send(request(path, headers).method("OPTIONS", BodyPublishers.noBody()));
	}

	public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
		return send(request(path, headers).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(encode(fields))));
	}

	public HttpResponse<String> postJson(String path, String json, String... headers) {
		return send(
				request(path, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
	}

	/**
	 * Submit a form of a page with the page's CSRF token.
	 */
	public HttpResponse<String> submit(HttpResponse<String> page, String path, Map<String, String> fields) {
		Map<String, String> form = new TreeMap<>(fields);
		form.put("_csrf", csrf(page));
		return send(
				request(page.uri().resolve(path).toString()).header("Content-Type", "application/x-www-form-urlencoded")
					.POST(BodyPublishers.ofString(encode(form))));
	}

	public HttpResponse<String> follow(HttpResponse<String> redirect) {
		URI location = URI.create(redirect.headers().firstValue("Location").orElseThrow());
		return get(redirect.uri().resolve(location).toString());
	}

	/**
	 * Send a request and return as soon as the head of the answer is there.
	 */
	public HttpResponse<InputStream> open(String path, String... headers) {
		try {
			return this.client.send(request(path, headers).build(), BodyHandlers.ofInputStream());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static String csrf(HttpResponse<String> page) {
		Matcher csrf = CSRF.matcher(page.body());
		if (!csrf.find()) {
			throw new IllegalStateException("No form with a CSRF token at " + page.uri() + ": " + page.body());
		}
		return csrf.group(1);
	}

	private HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.baseUrl.resolve(path)).header("Accept", "text/html");
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(headers[i], headers[i + 1]);
		}
		return request;
	}

	private static String encode(Map<String, String> form) {
		return form.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> answer = this.client.send(request.build(), BodyHandlers.ofString());
			if (answer.uri().getAuthority().equals(this.baseUrl.getAuthority())) {
				this.answers.add(answer);
			}
			return answer;
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
