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

package plus.social.spring.tests.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import plus.social.spring.web.BrowserModule;
import plus.social.spring.web.BrowserModuleFile;

/**
 * An application that is not there: its page, the browser module, and an endpoint that
 * answers as a test tells it.
 */
final class FakeEndpoint {

	static final String ROOT = "https://app.example";

	static final String CONTEXT = ROOT + "/context";

	static final String CREDENTIALS = """
			{"userId": "alice", "displayName": "Alice", "authToken": "t0ken", "apiKey": "ap1-key", "region": "eu"}""";

	static final String VISITOR = """
			{"deviceId": "visitor-1", "authSignature": "%s", "authSignatureExpiresAt": "2026-01-01T00:30:00.000Z",
			 "apiKey": "ap1-key", "region": "eu"}""";

	private static final BrowserModule MODULE = new BrowserModule("/socialplus", "/socialplus/token",
			"/socialplus/visitor");

	private static final BrowserModule OTHER_MODULE = new BrowserModule("/assets/chat", "/api/chat-token",
			"/api/visitor");

	private static final List<String> SCRIPTS = List.of("harness.js", "connect.js", "visitor.js");

	private final Deque<FulfillOptions> answers = new ArrayDeque<>();

	private final List<Request> requests = new ArrayList<>();

	private String head = "";

	/**
	 * Answer the next request. Requests for which there is no answer break.
	 */
	FakeEndpoint answer(int status, String contentType, String body, Map<String, String> headers) {
		this.answers
			.add(new FulfillOptions().setStatus(status).setHeaders(headers).setContentType(contentType).setBody(body));
		return this;
	}

	FakeEndpoint answer(int status, String body) {
		return answer(status, "application/json", body, Map.of());
	}

	FakeEndpoint answerCredentials() {
		return answer(200, CREDENTIALS);
	}

	FakeEndpoint answerNewToken(String token) {
		return answer(200, CREDENTIALS.replace("t0ken", token));
	}

	FakeEndpoint answerVisitor(String signature) {
		return answer(200, VISITOR.formatted(signature));
	}

	void setHead(String head) {
		this.head = head;
	}

	List<Request> getRequests() {
		return this.requests;
	}

	void handle(Route route) {
		String url = route.request().url();
		if (url.equals(CONTEXT + "/chat")) {
			fulfill(route, "text/html", "<!DOCTYPE html><html><head><link rel=\"icon\" href=\"data:,\">" + this.head
					+ "</head><body><script type=\"module\" src=\"harness.js\"></script></body></html>");
		}
		else if (SCRIPTS.stream().anyMatch((script) -> url.equals(CONTEXT + "/" + script))) {
			fulfill(route, "text/javascript", read(url.substring(CONTEXT.length() + 1)));
		}
		else if (url.equals(CONTEXT + MODULE.getScript().getPath())
				|| url.equals(ROOT + MODULE.getScript().getPath())) {
			fulfill(route, MODULE.getScript());
		}
		else if (url.equals(CONTEXT + OTHER_MODULE.getScript().getPath())) {
			fulfill(route, OTHER_MODULE.getScript());
		}
		else {
			answer(route);
		}
	}

	private void answer(Route route) {
		this.requests.add(route.request());
		if (this.answers.isEmpty()) {
			route.abort("connectionrefused");
		}
		else {
			route.fulfill(this.answers.remove());
		}
	}

	private static void fulfill(Route route, BrowserModuleFile file) {
		fulfill(route, file.getContentType(), new String(file.getContent(), StandardCharsets.UTF_8));
	}

	private static void fulfill(Route route, String contentType, String body) {
		route.fulfill(new FulfillOptions().setContentType(contentType).setBody(body));
	}

	private static String read(String script) {
		try (InputStream file = FakeEndpoint.class.getResourceAsStream(script)) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
