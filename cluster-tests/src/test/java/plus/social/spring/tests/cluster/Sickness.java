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

/**
 * What is wrong with a store.
 */
enum Sickness {

	/**
	 * Connections are refused.
	 */
	ENDED("ended") {

		@Override
		void begin(Store store) {
			store.end();
		}

		@Override
		void end(Store store) {
			store.restart();
		}

	},

	/**
	 * Nothing is answered.
	 */
	STALLED("stalled") {

		@Override
		void begin(Store store) {
			store.stall();
		}

		@Override
		void end(Store store) {
			store.resume();
		}

	},

	/**
	 * What is there can be read, and nothing is written.
	 */
	READ_ONLY("refuses to write") {

		@Override
		void begin(Store store) {
			store.refuseWrites();
		}

		@Override
		void end(Store store) {
			store.allowWrites();
		}

	};

	private final String title;

	Sickness(String title) {
		this.title = title;
	}

	String getTitle() {
		return this.title;
	}

	/**
	 * Return how many seconds a node waits for the store at most. What is refused is so
	 * at once, and where nothing is answered nobody should wait for long.
	 */
	int getPatienceSeconds() {
		return (this == READ_ONLY) ? Node.PATIENCE_SECONDS : 1;
	}

	abstract void begin(Store store);

	abstract void end(Store store);

}
