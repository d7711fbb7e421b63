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

package plus.social.spring.compatibility.servlet;

import java.nio.file.Files;
import java.nio.file.Path;

import plus.social.spring.compatibility.Visitor;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts {@link ServletApplication}, logs in, requests a token and ends. It names nothing
 * of the starter.
 */
public final class LoggedInApplication {

	private static final String TOKEN = "\"authToken\":\"";

	private static final int MAX_REQUESTS = 1000;

	private LoggedInApplication() {
	}

	/**
	 * Run the application.
	 * @param args the file that the last response of the token endpoint is written to,
	 * and the properties
	 * @throws Exception if the response cannot be written
	 */
	public static void main(String[] args) throws Exception {
		try (ConfigurableApplicationContext application = ServletApplication.start(args)) {
			int port = application.getEnvironment().getRequiredProperty("local.server.port", int.class);
			Files.writeString(Path.of(args[0]), requestToken(port, application.containsBean("socialPlusTokenClient")));
		}
	}

	// Each is a user of its own, as a failure is remembered for a session.
	private static String requestToken(int port, boolean expected) {
		String response = "";
		for (int i = 0; i < MAX_REQUESTS && !response.contains(TOKEN); i++) {
			Visitor visitor = new Visitor(port);
			visitor.logIn();
			response = visitor.requestToken();
			if (!expected) {
				break;
			}
		}
		return response;
	}

}
