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

import java.util.Arrays;
import java.util.Locale;

/**
 * A point of a login at which its node dies. Whose login dies where is told by the user's
 * name.
 */
enum Point {

	/**
	 * Social Plus has not been called.
	 */
	BEFORE_THE_MINT("before the mint"),

	/**
	 * Social Plus has minted a token, and its answer is on its way.
	 */
	DURING_THE_MINT("during it"),

	/**
	 * The node has the token, and the session does not.
	 */
	AFTER_THE_MINT("after it"),

	/**
	 * The session of the login is about to be written to the store.
	 */
	BEFORE_THE_WRITE("before the session is written"),

	/**
	 * The visitor has been told that they are logged in.
	 */
	AFTER_THE_ANSWER("after the answer");

	private final String title;

	Point(String title) {
		this.title = title;
	}

	String getTitle() {
		return this.title;
	}

	/**
	 * Return whether a login is known to be one by its visitor.
	 */
	boolean isAcknowledged() {
		return this == AFTER_THE_ANSWER;
	}

	/**
	 * Return how many tokens have been minted for a login by then. WebFlux writes the
	 * session of a login before it calls Social Plus.
	 */
	int getMints(SetUp setUp) {
		return switch (this) {
			case BEFORE_THE_MINT -> 0;
			case BEFORE_THE_WRITE -> setUp.isReactive() ? 0 : 1;
			default -> 1;
		};
	}

	String user(int number) {
		return name().toLowerCase(Locale.ROOT) + "-" + number;
	}

	/**
	 * Return whether a user's login dies here.
	 */
	boolean concerns(String user) {
		return user.startsWith(name().toLowerCase(Locale.ROOT) + "-");
	}

	static Point of(String user) {
		return Arrays.stream(values()).filter((point) -> point.concerns(user)).findFirst().orElseThrow();
	}

}
