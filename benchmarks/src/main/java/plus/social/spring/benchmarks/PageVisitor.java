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
 * Who has logged in before and keeps asking for a page. What comes while the window is
 * open counts.
 */
final class PageVisitor implements Visitor {

	private final String request;

	private final Window window;

	private final Latencies latencies;

	PageVisitor(Logins.LoggedIn session, Window window, Latencies latencies) {
		this.request = Requests.get("/page", session.cookie());
		this.window = window;
		this.latencies = latencies;
	}

	@Override
	public @Nullable String nextRequest() {
		return this.window.isNotOver() ? this.request : null;
	}

	@Override
	public void answered(Answer answer, long nanos) {
		if (answer.status() != 200 || !"page".equals(answer.body())) {
			throw new IllegalStateException("No page came, but " + answer);
		}
		if (this.window.isOpen()) {
			this.latencies.add(nanos);
		}
	}

}
