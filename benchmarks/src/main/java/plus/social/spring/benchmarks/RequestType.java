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

import plus.social.spring.benchmarks.Logins.LoggedIn;

/**
 * Type of request that is measured on its own.
 */
enum RequestType {

	/**
	 * A page behind the login.
	 */
	PAGE("authenticated page", "page") {

		@Override
		String create(Variant variant, LoggedIn session) {
			return Requests.get("/page", session.cookie());
		}

	},

	/**
	 * A page for everyone, requested by a visitor.
	 */
	PUBLIC("public page", "public") {

		@Override
		String create(Variant variant, LoggedIn session) {
			return Requests.get("/public");
		}

	},

	/**
	 * A page for everyone, requested by a user who is logged in.
	 */
	PUBLIC_WITH_SESSION("public page, logged in", "public") {

		@Override
		String create(Variant variant, LoggedIn session) {
			return Requests.get("/public", session.cookie());
		}

	},

	/**
	 * A static file, which browsers request with the cookie of the session.
	 */
	STATIC("static file", "body {") {

		@Override
		String create(Variant variant, LoggedIn session) {
			return Requests.get("/benchmark.css", session.cookie());
		}

	},

	/**
	 * An API without sessions, for a user with name and password.
	 */
	API("stateless API", "api") {

		@Override
		String create(Variant variant, LoggedIn session) {
			return Requests.getWithPassword("/api", session.user());
		}

	},

	/**
	 * The token endpoint, which returns the token of the session. Without the starter, a
	 * controller that does nothing.
	 */
	ENDPOINT("endpoint", "{\"userId\":\"") {

		@Override
		String create(Variant variant, LoggedIn session) {
			return endpoint(variant, session, "");
		}

	},

	/**
	 * The token endpoint, which mints a token. Without the starter, a controller that
	 * does nothing.
	 */
	RENEWAL("renewal", "{\"userId\":\"") {

		@Override
		String create(Variant variant, LoggedIn session) {
			return endpoint(variant, session, "?renew=true");
		}

	};

	private final String label;

	private final String body;

	RequestType(String label, String body) {
		this.label = label;
		this.body = body;
	}

	abstract String create(Variant variant, LoggedIn session);

	private static String endpoint(Variant variant, LoggedIn session, String query) {
		String path = (variant == Variant.WITH) ? "/socialplus/token" : "/empty";
		return Requests.post(path + query, session.cookie());
	}

	/**
	 * Return whether the response is the expected one.
	 * @param variant the variant of the application
	 * @param session the session of the request
	 * @param response the response
	 * @return {@code true} if it counts
	 */
	boolean isExpected(Variant variant, LoggedIn session, Response response) {
		if (response.status() != 200) {
			return false;
		}
		if (this != ENDPOINT && this != RENEWAL) {
			return response.body().startsWith(this.body);
		}
		return variant == Variant.WITHOUT || (response.body().startsWith(this.body + session.user())
				&& response.body().contains(SocialPlusServer.tokenPrefix(session.user())));
	}

	@Override
	public String toString() {
		return this.label;
	}

}
