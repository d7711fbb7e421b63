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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.benchmarks.Logins.LoggedIn;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestType}, its {@link PageGoal} and {@link Sessions}.
 */
class RequestTypeTests {

	private static final LoggedIn SESSION = new LoggedIn("user7", "SESSION=7");

	@Test
	void countsOnlyTheTokenOfTheUser() {
		assertThat(isExpected("{\"userId\":\"user7\",\"authToken\":\"token-of-user7-1\"}")).isTrue();
		assertThat(isExpected("{\"userId\":\"user7\",\"authToken\":\"token-of-user8-1\"}")).isFalse();
		assertThat(isExpected("")).isFalse();
		assertThat(RequestType.ENDPOINT.isExpected(Variant.WITHOUT, SESSION, new Response(200, "", ""))).isTrue();
	}

	@ParameterizedTest
	@EnumSource(RequestType.class)
	void countsNoError(RequestType type) {
		for (Variant variant : Variant.values()) {
			assertThat(type.isExpected(variant, SESSION, Response.NONE)).isFalse();
		}
	}

	@Test
	void comparesTheEndpointWithAnEmptyController() {
		assertThat(RequestType.RENEWAL.create(Variant.WITH, SESSION)).startsWith("POST /socialplus/token?renew=true ");
		assertThat(RequestType.RENEWAL.create(Variant.WITHOUT, SESSION)).startsWith("POST /empty?renew=true ");
	}

	@Test
	void mayAddLessToAPublicPageThanToOneBehindTheLogin() {
		assertThat(PageGoal.of(RequestType.PAGE, true)).isNotEqualTo(PageGoal.of(RequestType.PAGE, false));
		assertThat(PageGoal.of(RequestType.STATIC, true)).isEqualTo(new PageGoal(1, 0, 0.3));
		assertThat(PageGoal.of(RequestType.RENEWAL, false)).isNull();
	}

	@Test
	void usesSessionsInTurn() {
		LoggedIn other = new LoggedIn("user8", "SESSION=8");
		Sessions sessions = new Sessions(List.of(SESSION, other));
		assertThat(List.of(sessions.next(), sessions.next(), sessions.next())).containsExactly(SESSION, other, SESSION);
	}

	private static boolean isExpected(String body) {
		return RequestType.ENDPOINT.isExpected(Variant.WITH, SESSION, new Response(200, "", body));
	}

}
