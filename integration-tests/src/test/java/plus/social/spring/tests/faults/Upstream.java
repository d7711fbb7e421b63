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

import java.util.List;
import java.util.stream.Stream;

/**
 * What an application finds in Social Plus's place.
 */
interface Upstream extends AutoCloseable {

	/**
	 * Return the base URL.
	 */
	String getUrl();

	/**
	 * Return what an application needs to call it, besides its URL.
	 */
	default Stream<String> getProperties() {
		return Stream.empty();
	}

	/**
	 * Return how many calls have arrived: requests, and connections without one.
	 */
	int getCalls();

	/**
	 * Return the tokens that were given to a user, in order.
	 */
	List<String> getTokens(String userId);

	@Override
	void close();

	/**
	 * A place without a server.
	 *
	 * @param url the base URL
	 * @param release closes what keeps it that way
	 */
	record Nobody(String url, Runnable release) implements Upstream {

		@Override
		public String getUrl() {
			return this.url;
		}

		@Override
		public int getCalls() {
			return 0;
		}

		@Override
		public List<String> getTokens(String userId) {
			return List.of();
		}

		@Override
		public void close() {
			this.release.run();
		}

	}

}
