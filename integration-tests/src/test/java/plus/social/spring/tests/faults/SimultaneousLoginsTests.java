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

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.Stack;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.tests.TokenPage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for many users who log in at the same moment while Social Plus is slow, on either
 * stack: a thousand with answers after two seconds where the whole table is asked for,
 * and otherwise some.
 */
@ParameterizedClass
@EnumSource
@Faults
class SimultaneousLoginsTests {

	static final int USERS = FaultTable.isWhole() ? 1000 : 200;

	private static final int SLOW_MILLIS = FaultTable.isWhole() ? 2000 : 500;

	private static final int MOST_CONNECTIONS = 64;

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final Map<Stack, FaultRowResult> results = new EnumMap<>(Stack.class);

	@Parameter
	Stack stack;

	/**
	 * Return what was measured on each stack, if these tests have run.
	 */
	static Map<Stack, FaultRowResult> getResults() {
		return results;
	}

	@Test
	void everyLoginSucceedsAndHasItsTokenInTheEnd() {
		Crowd others = logIn(FaultStack.reference(this.stack));
		Behaviour slow = (exchange) -> exchange.waitForClient(SLOW_MILLIS);
		try (FaultServer server = FaultServer.http(slow.then(Behaviour.TOKEN)).withLimit(MOST_CONNECTIONS);
				TestApplication application = start(server)) {
			Crowd crowd = logIn(application);
			FaultRowResult result = compare(application, crowd, others);
			awaitTokens(crowd, server);
			assertThat(crowd.getMembers()).allSatisfy((member) -> assertThat(server.getTokens(member.getName()))
				.map((token) -> TokenPage.fingerprint(token) + " of " + member.getName())
				.contains(member.getPage()));
			assertThat(server.getMostOpen()).isLessThanOrEqualTo(MOST_CONNECTIONS);
			result.setCalls(server.getCalls());
			results.put(this.stack, result);
			new CanaryPages(application).scan();
		}
	}

	// Unless it is measured, calls take as long as the machine needs. Tokens are late all
	// the same.
	private TestApplication start(FaultServer server) {
		return FaultTable.isWritten() ? FaultStack.startWithDefaults(this.stack, server)
				: FaultStack.start(this.stack, server, "socialplus.login.budget=250ms");
	}

	private static Crowd logIn(TestApplication application) {
		Crowd crowd = new Crowd(application.newBrowser().getBaseUrl(), USERS);
		crowd.logIn();
		return crowd;
	}

	private static FaultRowResult compare(TestApplication application, Crowd crowd, Crowd others) {
		FaultRowResult result = new FaultRowResult();
		for (int i = 0; i < USERS; i++) {
			Crowd.Member member = crowd.getMembers().get(i);
			Crowd.Member other = others.getMembers().get(i);
			result.addTimes(member.getLoginTime(), other.getLoginTime());
			assertThat(describe(member.getLogin())).isEqualTo(describe(other.getLogin())).startsWith("302 /");
			if (application.getSessions().getAttributes(member.getSessionId()).containsKey("SOCIALPLUS_AUTH_TOKEN")) {
				result.addWithLogin();
			}
			else {
				result.addLate();
			}
		}
		return result;
	}

	private static String describe(HttpResponse<String> login) {
		String location = login.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
		Optional<String> length = login.headers().firstValue("Content-Length");
		return login.statusCode() + " " + location + " " + login.headers().map().keySet() + length + login.body();
	}

	private static void awaitTokens(Crowd crowd, FaultServer server) {
		Instant deadline = Instant.now().plus(PATIENCE);
		List<Crowd.Member> waiting = new ArrayList<>(crowd.getMembers());
		while (!waiting.isEmpty() && Instant.now().isBefore(deadline)) {
			server.awaitAnswers(server.getAnswered() + MOST_CONNECTIONS, Duration.ofSeconds(3));
			crowd.visit(waiting, "/token/find");
			waiting.removeIf((member) -> !member.getPage().equals(TokenPage.NONE));
		}
		assertThat(waiting).as("users without a token").isEmpty();
	}

}
