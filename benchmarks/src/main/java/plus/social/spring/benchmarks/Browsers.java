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

package plus.social.spring.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Browsers of many concurrent users, each with a cookie of its own.
 */
final class Browsers {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Executor later = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

	private final String baseUrl;

	Browsers(ApplicationProcess application) {
		this.baseUrl = "http://127.0.0.1:" + application.getPort();
	}

	/**
	 * Log in a new user.
	 * @return the cookie of the session
	 */
	CompletableFuture<String> logIn() {
		HttpRequest request = request("/login").header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("username=" + Requests.newUser() + "&password=demo"))
			.build();
		return this.client.sendAsync(request, BodyHandlers.discarding())
			.thenApply((response) -> response.headers().firstValue("Set-Cookie").orElse("").split(";")[0]);
	}

	/**
	 * Request a token from the endpoint.
	 * @param cookie the cookie of the session
	 * @return whether the response has a token
	 */
	CompletableFuture<Boolean> obtain(String cookie) {
		HttpRequest request = request("/socialplus/token").header("Cookie", cookie)
			.POST(BodyPublishers.noBody())
			.build();
		return this.client.sendAsync(request, BodyHandlers.discarding())
			.thenApply((response) -> response.statusCode() == 200);
	}

	/**
	 * Check the session.
	 * @param cookie the cookie of the session
	 * @return whether it has a token
	 */
	CompletableFuture<Boolean> hasToken(String cookie) {
		HttpRequest request = request("/token").header("Cookie", cookie).build();
		return this.client.sendAsync(request, BodyHandlers.ofString())
			.thenApply(HttpResponse::body)
			.thenApply((body) -> body.startsWith("token-of"));
	}

	/**
	 * Check the session until it has a token.
	 * @param cookie the cookie of the session
	 * @param window the window to notify when it has one
	 * @param since when the user arrived, in nanoseconds
	 */
	void await(String cookie, OpenLoad.Window window, long since) {
		if (System.nanoTime() - since < OpenLoad.IN_TIME.toNanos()) {
			hasToken(cookie).thenAccept((found) -> {
				if (found) {
					window.hasToken(since);
				}
				else {
					this.later.execute(() -> await(cookie, window, since));
				}
			});
		}
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.baseUrl + path)).timeout(TIMEOUT);
	}

}
