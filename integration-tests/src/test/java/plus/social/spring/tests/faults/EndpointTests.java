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
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.tests.Stack;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that handing a token to its client writes it nowhere else, on either stack.
 */
@Faults
class EndpointTests {

	@ParameterizedTest
	@EnumSource
	void theTokenIsInTheAnswerAndInNoLog(Stack stack) {
		try (FaultServer server = FaultServer.http(Behaviour.TOKEN);
				TestApplication application = FaultStack.start(stack, server, "socialplus.api-key=b0efe90d")) {
			Browser browser = application.newBrowser();
			browser.logIn("alice");
			HttpResponse<String> answer = browser.submit(browser.get("/page"), "/socialplus/token", Map.of());
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).contains(server.getTokens("alice").get(0));
			new CanaryPages(application).scan();
		}
	}

}
