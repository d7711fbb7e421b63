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

package plus.social.spring.tests.cluster;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody with a browser, whose cookies go to every node. Requests that are not
 * asynchronous are those that do not wait for each other.
 */
final class Visitor {

	/**
	 * The password of every user.
	 */
	static final String PASSWORD = "demo";

	/**
	 * The cookie that holds the session, on both stacks.
	 */
	private static final String SESSION = "SESSION";

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

	private static final HttpClient client = HttpClient.newBuilder()
		.followRedirects(Redirect.NEVER)
		.version(Version.HTTP_1_1)
		.build();

	private final Map<String, String> cookies = new ConcurrentHashMap<>();

	/**
	 * Send what another visitor would send from now on.
	 */
	Visitor takeCookies(Visitor visitor) {
		this.cookies.putAll(visitor.cookies);
		return this;
	}

	/**
	 * Return the session's cookie, or {@code null}.
	 */
	String getSession() {
		return this.cookies.get(SESSION);
	}

	HttpResponse<String> get(URI node, String path) {
		return getLater(node, path).join();
	}

	CompletableFuture<HttpResponse<String>> getLater(URI node, String path) {
		return send(HttpRequest.newBuilder(node.resolve(path)));
	}

	HttpResponse<String> logIn(URI node, String username) {
		return logInLater(node, username).join();
	}

	/**
	 * Log in on the login page.
	 * @return the answer to the form
	 */
	CompletableFuture<HttpResponse<String>> logInLater(URI node, String username) {
		return getLater(node, "/login").thenCompose((page) -> submit(node, page, username));
	}

	/**
	 * Submit a login page that was seen before, perhaps on another node.
	 */
	CompletableFuture<HttpResponse<String>> submit(URI node, HttpResponse<String> loginPage, String username) {
		return post(node, "/login", Map.of("username", username, "password", PASSWORD, "_csrf", csrf(loginPage)));
	}

	HttpResponse<String> logOut(URI node) {
		return post(node, "/logout", Map.of("_csrf", csrf(get(node, "/logout")))).join();
	}

	/**
	 * Ask for a new token, as the SDK does.
	 * @param csrfPage a page with a CSRF token
	 */
	CompletableFuture<HttpResponse<String>> renewLater(URI node, HttpResponse<String> csrfPage) {
		return send(HttpRequest.newBuilder(node.resolve("/socialplus/token"))
			.header("X-CSRF-TOKEN", csrf(csrfPage))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"renew\": true}")));
	}

	private CompletableFuture<HttpResponse<String>> post(URI node, String path, Map<String, String> fields) {
		String form = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder(node.resolve(path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
	}

	private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
		String cookie = this.cookies.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.collect(Collectors.joining("; "));
		if (!cookie.isEmpty()) {
			request.setHeader("Cookie", cookie);
		}
		request.timeout(PATIENCE).header("Accept", "text/html, application/json");
		HttpRequest sent = request.build();
		return client.sendAsync(sent, BodyHandlers.ofString()).handle((answer, failure) -> {
			if (failure != null) {
				throw new CompletionException("No response to " + sent, failure);
			}
			answer.headers().allValues("Set-Cookie").forEach(this::keep);
			return answer;
		});
	}

	private void keep(String cookie) {
		String[] pair = cookie.split(";", 2)[0].split("=", 2);
		if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
			this.cookies.remove(pair[0]);
		}
		else {
			this.cookies.put(pair[0], pair[1]);
		}
	}

	private static String csrf(HttpResponse<String> page) {
		Matcher csrf = CSRF.matcher(page.body());
		if (!csrf.find()) {
			throw new IllegalStateException(
					"No CSRF token at " + page.uri() + ": " + page.statusCode() + " " + page.body());
		}
		return csrf.group(1);
	}

}
