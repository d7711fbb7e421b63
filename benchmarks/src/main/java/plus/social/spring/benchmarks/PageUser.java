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

import org.jspecify.annotations.Nullable;

/**
 * {@link VirtualUser} that is logged in and keeps requesting a page. Responses count
 * while the window is open.
 */
final class PageUser implements VirtualUser {

	private final String request;

	private final Window window;

	private final Latencies latencies;

	PageUser(Logins.LoggedIn session, Window window, Latencies latencies) {
		this.request = Requests.get("/page", session.cookie());
		this.window = window;
		this.latencies = latencies;
	}

	@Override
	public @Nullable String nextRequest() {
		return this.window.isNotOver() ? this.request : null;
	}

	@Override
	public void onResponse(Response response, long nanos) {
		if (response.status() != 200 || !"page".equals(response.body())) {
			throw new IllegalStateException("Unexpected response: " + response);
		}
		if (this.window.isOpen()) {
			this.latencies.add(nanos);
		}
	}

}
