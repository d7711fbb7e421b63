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

package plus.social.spring.tests.faults;

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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many users who log in at the same moment, more than there could be {@link Browser
 * browsers}.
 */
final class Crowd {

	// How many requests are sent at once when it does not matter.
	private static final int BATCH = 50;

	private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();

	private final URI baseUrl;

	private final List<Member> members;

	Crowd(URI baseUrl, int size) {
		this.baseUrl = baseUrl;
		this.members = IntStream.range(0, size).mapToObj((i) -> new Member("user-" + i)).toList();
	}

	List<Member> getMembers() {
		return this.members;
	}

	/**
	 * Let everybody open the login page, and then everybody log in at once.
	 */
	void logIn() {
		inBatches(this.members, Member::openLoginPage);
		this.members.stream().map(Member::logIn).toList().forEach(CompletableFuture::join);
	}

	/**
	 * Let some users look at a page.
	 */
	void visit(Collection<Member> visitors, String path) {
		inBatches(List.copyOf(visitors), (member) -> member.visit(path));
	}

	private static void inBatches(List<Member> visitors, Function<Member, CompletableFuture<?>> request) {
		for (int i = 0; i < visitors.size(); i += BATCH) {
			List<CompletableFuture<?>> batch = new ArrayList<>();
			visitors.subList(i, Math.min(i + BATCH, visitors.size()))
				.forEach((member) -> batch.add(request.apply(member)));
			batch.forEach(CompletableFuture::join);
		}
	}

	/**
	 * One of them.
	 */
	final class Member {

		private final String name;

		private String session;

		private String csrf;

		private HttpResponse<String> login;

		private long loginTime;

		private String page = "";

		Member(String name) {
			this.name = name;
		}

		String getName() {
			return this.name;
		}

		/**
		 * Return the body of the page that was visited last.
		 */
		String getPage() {
			return this.page;
		}

		/**
		 * Return the id of the session.
		 */
		String getSessionId() {
			return this.session.substring(this.session.indexOf('=') + 1);
		}

		/**
		 * Return how long the login has taken, in nanoseconds.
		 */
		long getLoginTime() {
			return this.loginTime;
		}

		HttpResponse<String> getLogin() {
			return this.login;
		}

		private CompletableFuture<?> openLoginPage() {
			return send(request("/login")).thenAccept((answer) -> this.csrf = Browser.csrf(answer));
		}

		private CompletableFuture<?> logIn() {
			String form = "username=" + this.name + "&password=" + Browser.PASSWORD + "&_csrf="
					+ URLEncoder.encode(this.csrf, StandardCharsets.UTF_8);
			long start = System.nanoTime();
			return send(request("/login").header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString(form))).thenAccept((answer) -> {
					this.loginTime = System.nanoTime() - start;
					this.login = answer;
				});
		}

		private CompletableFuture<?> visit(String path) {
			return send(request(path)).thenAccept((answer) -> {
				assertThat(answer.statusCode()).isEqualTo(200);
				this.page = answer.body();
			});
		}

		private HttpRequest.Builder request(String path) {
			HttpRequest.Builder request = HttpRequest.newBuilder(Crowd.this.baseUrl.resolve(path))
				.header("Accept", "text/html");
			return (this.session != null) ? request.header("Cookie", this.session) : request;
		}

		private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
			return Crowd.this.client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply((answer) -> {
				answer.headers()
					.firstValue("Set-Cookie")
					.ifPresent((cookie) -> this.session = cookie.substring(0, cookie.indexOf(';')));
				return answer;
			});
		}

	}

}
