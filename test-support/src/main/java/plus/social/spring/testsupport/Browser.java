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
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
 * Sends requests to an application as a browser does, without its scripts: it keeps
 * cookies, asks for HTML, sends forms with their CSRF token, follows redirects only when
 * told to, and remembers the responses of its application.
 */
public final class Browser {

	/**
	 * The password of every user.
	 */
	public static final String PASSWORD = "demo";

	/**
	 * Maximum time to wait for a response, whatever else the machine does.
	 */
	public static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

	private final CookieManager cookies = new CookieManager();

	private final List<HttpResponse<String>> answers = Collections.synchronizedList(new ArrayList<>());

	private final URI baseUrl;

	private final String sessionCookie;

	private final HttpClient client;

	/**
	 * Create a browser for a Spring MVC application on this machine.
	 * @param port the port of the application
	 */
	public Browser(int port) {
		this(port, Redirect.NEVER);
	}

	private Browser(int port, Redirect redirects) {
		this(URI.create("http://localhost:" + port), "JSESSIONID", redirects);
	}

	/**
	 * Create a browser for an application.
	 * @param baseUrl the URL that paths are relative to
	 * @param sessionCookie the name of the cookie that holds the id of the session
	 */
	public Browser(URI baseUrl, String sessionCookie) {
		this(baseUrl, sessionCookie, Redirect.NEVER);
	}

	private Browser(URI baseUrl, String sessionCookie, Redirect redirects) {
		this.baseUrl = baseUrl;
		this.sessionCookie = sessionCookie;
		this.client = HttpClient.newBuilder()
			.cookieHandler(this.cookies)
			.version(Version.HTTP_1_1)
			.followRedirects(redirects)
			.build();
	}

	/**
	 * Create a browser that follows redirects by itself, also to other applications.
	 * @param port the port of the application on this machine that paths are relative to
	 * @return the browser
	 */
	public static Browser followingRedirects(int port) {
		return new Browser(port, Redirect.NORMAL);
	}

	/**
	 * Return all responses of the application itself, in order.
	 * @return the responses
	 */
	public List<HttpResponse<String>> getAnswers() {
		return List.copyOf(this.answers);
	}

	/**
	 * Return the URL that paths are relative to.
	 * @return the URL
	 */
	public URI getBaseUrl() {
		return this.baseUrl;
	}

	/**
	 * Return the id of the session that the browser would send.
	 * @return the id, if there is a session
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
	 * Return the {@code Cookie} header that the browser would send.
	 * @return all cookies
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
	 * Log in on the login page with the password of every user.
	 * @param username the name of the user
	 * @return the response to the form
	 */
	public HttpResponse<String> logIn(String username) {
		return logIn(username, PASSWORD);
	}

	/**
	 * Log in on the login page.
	 * @param username the name of the user
	 * @param password the password
	 * @return the response to the form
	 */
	public HttpResponse<String> logIn(String username, String password) {
		return submit(get("/login"), "/login", Map.of("username", username, "password", password));
	}

	/**
	 * Log out with the form of a page.
	 * @param page the page
	 * @return the response to the form
	 */
	public HttpResponse<String> logOut(HttpResponse<String> page) {
		return submit(page, "/logout", Map.of());
	}

	/**
	 * Send a {@code GET} request.
	 * @param path a path of the application, or a URL
	 * @param headers the names and values of headers
	 * @return the response
	 */
	public HttpResponse<String> get(String path, String... headers) {
		return send(request(path, headers));
	}

	/**
	 * Send an {@code OPTIONS} request.
	 * @param path a path of the application, or a URL
	 * @param headers the names and values of headers
	 * @return the response
	 */
	public HttpResponse<String> options(String path, String... headers) {
		return send(request(path, headers).method("OPTIONS", BodyPublishers.noBody()));
	}

	/**
	 * Post a form without a CSRF token, unless it is among the fields.
	 * @param path a path of the application, or a URL
	 * @param fields the fields of the form
	 * @param headers the names and values of headers
	 * @return the response
	 */
	public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
		return send(request(path, headers).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(encode(fields))));
	}

	/**
	 * Post JSON, as a script does.
	 * @param path a path of the application, or a URL
	 * @param json the body
	 * @param headers the names and values of headers
	 * @return the response
	 */
	public HttpResponse<String> postJson(String path, String json, String... headers) {
		return send(
				request(path, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
	}

	/**
	 * Submit a form of a page with the page's CSRF token.
	 * @param page the page
	 * @param path where the form leads to, relative to the page
	 * @param fields the other fields of the form
	 * @return the response
	 */
	public HttpResponse<String> submit(HttpResponse<String> page, String path, Map<String, String> fields) {
		Map<String, String> form = new TreeMap<>(fields);
		form.put("_csrf", csrf(page));
		return post(page.uri().resolve(path).toString(), form);
	}

	/**
	 * Follow a redirect.
	 * @param redirect the response that redirects
	 * @return the response of the target
	 */
	public HttpResponse<String> follow(HttpResponse<String> redirect) {
		return get(redirect.uri().resolve(target(redirect)).toString());
	}

	/**
	 * Return where a redirect leads, without the host.
	 * @param redirect the response that redirects
	 * @return the path and the query
	 */
	public static String location(HttpResponse<String> redirect) {
		URI target = target(redirect);
		return target.getRawPath() + ((target.getRawQuery() != null) ? "?" + target.getRawQuery() : "");
	}

	private static URI target(HttpResponse<String> redirect) {
		return URI.create(redirect.headers().firstValue("Location").orElseThrow());
	}

	/**
	 * Send a {@code GET} request and return as soon as the head of the response is there.
	 * @param path a path of the application, or a URL
	 * @param headers the names and values of headers
	 * @return the response
	 */
	public HttpResponse<InputStream> open(String path, String... headers) {
		return send(request(path, headers), BodyHandlers.ofInputStream());
	}

	/**
	 * Return the CSRF token of a page.
	 * @param page the page
	 * @return the token
	 */
	public static String csrf(HttpResponse<String> page) {
		Matcher csrf = CSRF.matcher(page.body());
		if (!csrf.find()) {
			throw new IllegalStateException("No form with a CSRF token at " + page.uri() + ": " + page.body());
		}
		return csrf.group(1);
	}

	// Some applications save a request for after the login only if it asks for HTML.
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
		HttpResponse<String> answer = send(request, BodyHandlers.ofString());
		if (answer.uri().getAuthority().equals(this.baseUrl.getAuthority())) {
			this.answers.add(answer);
		}
		return answer;
	}

	private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
		try {
			return this.client.send(request.timeout(PATIENCE).build(), body);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
