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

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.session.SocialPlusTokenAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for a node that adds attributes to sessions in a database as Spring Session does
 * without any customizer: of several requests of a session that add the same one, all but
 * one fail.
 */
class ServletPostgresDefaultsTests {

	private static final int ROUNDS = 5;

	private static final int AT_ONCE = 16;

	@Test
	void manyRequestsOfASessionWhoseTokenIsLateDoNotFail() throws Exception {
		assumeThat(SetUp.SERVLET_POSTGRES.isAvailable()).isTrue();
		try (Store store = SetUp.SERVLET_POSTGRES.startStore();
				SocialPlusEmulator emulator = SocialPlusEmulator.create();
				Node node = start(store, emulator)) {
			for (int round = 0; round < ROUNDS; round++) {
				Visitor visitor = new Visitor();
				assertThat(visitor.logIn(node.getUrl(), "alice").statusCode()).isEqualTo(302);
				node.change(visitor, (session) -> SocialPlusTokenAttributes.NAMES.forEach(session::removeAttribute));
				node.forget();
				assertThat(visit(node, visitor)).allMatch((answer) -> answer.statusCode() == 200);
				Settled.await(() -> !visitor.get(node.getUrl(), "/token").body().equals("none"));
			}
		}
	}

	private static Node start(Store store, SocialPlusEmulator emulator) {
		List<String> properties = new ArrayList<>(Node.getProperties(SetUp.SERVLET_POSTGRES, store, emulator));
		properties.add(ServletNode.UPSERT + "=false");
		return Node.start(SetUp.SERVLET_POSTGRES, properties);
	}

	private static List<HttpResponse<String>> visit(Node node, Visitor visitor) {
		List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, AT_ONCE)
			.mapToObj((i) -> visitor.getLater(node.getUrl(), "/page"))
			.toList();
		return answers.stream().map(CompletableFuture::join).toList();
	}

}
