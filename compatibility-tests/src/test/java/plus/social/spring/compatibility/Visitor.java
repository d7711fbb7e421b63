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

package plus.social.spring.compatibility;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A user with a browser that logs in to an application on this machine.
 */
public final class Visitor {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final String application;

	public Visitor(int port) {
		this.application = "http://localhost:" + port;
	}

	/**
	 * Log in with the login form.
	 * @return where the application redirects to
	 */
	public String logIn() {
		HttpResponse<String> response = post("/login", "username=alice&password=pw",
				"application/x-www-form-urlencoded");
		return response.statusCode() + " " + response.headers().firstValue("Location").orElse("");
	}

	/**
	 * Request the token from its endpoint.
	 * @return the response's body
	 */
	public String requestToken() {
		return post("/socialplus/token", "", "application/json").body();
	}

	private HttpResponse<String> post(String path, String body, String type) {
		return send(HttpRequest.newBuilder(URI.create(this.application + path)).header("Content-Type", type),
				BodyPublishers.ofString(body));
	}

	private HttpResponse<String> send(HttpRequest.Builder request, BodyPublisher body) {
		try {
			return this.client.send(request.timeout(PATIENCE).POST(body).build(), BodyHandlers.ofString());
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
