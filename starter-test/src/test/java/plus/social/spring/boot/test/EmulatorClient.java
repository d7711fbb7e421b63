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

package plus.social.spring.boot.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;

import org.springframework.boot.json.JsonWriter;

/**
 * Calls an emulator over HTTP as a backend and as a client SDK do.
 */
final class EmulatorClient {

	static final String TOKEN_PATH = "/api/v4/authentication/token";

	static final String SESSIONS_PATH = "/api/v5/sessions";

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI baseUrl;

	private final String apiKey;

	EmulatorClient(SocialPlusEmulator emulator) {
		this.baseUrl = emulator.getBaseUrl();
		this.apiKey = emulator.getApiKey();
	}

	HttpResponse<String> mint(String serverKey, Object userId) {
		return post(TOKEN_PATH, "x-server-key", serverKey, json(Map.of("userId", userId)));
	}

	HttpResponse<String> issueAccessToken(Map<String, ?> body) {
		return post(SESSIONS_PATH, "x-api-key", this.apiKey, json(body));
	}

	HttpResponse<String> post(String path, String header, String value, String body) {
		return send(to(path).header(header, value)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
	}

	HttpResponse<String> bearer(String method, String path, String token) {
		return send(to(path).header("Authorization", "Bearer " + token).method(method, BodyPublishers.noBody()));
	}

	HttpRequest.Builder to(String path) {
		return HttpRequest.newBuilder(this.baseUrl.resolve(path)).timeout(Duration.ofMinutes(2));
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return exchange(request);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	static String json(Object value) {
		return JsonWriter.standard().writeToString(value);
	}

	static <T> T read(HttpResponse<String> response, String path) {
		return JsonPath.read(response.body(), path);
	}

}
