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

package plus.social.spring.client;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.testsupport.TestProcess;
import reactor.core.publisher.Mono;

/**
 * A node of the application in a process of its own. It renews the admin token in a file
 * if it is time and no other node does.
 */
public final class AdminTokenRenewalProcess {

	private static final String RENEWED = "renewed-by-the-process";

	private AdminTokenRenewalProcess() {
	}

	/**
	 * Start a node, and let it check its token once.
	 * @param file the file with the token
	 * @return the number of its calls and the fingerprint of its token
	 */
	static String run(Path file) {
		return TestProcess
			.run(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
					"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
					AdminTokenRenewalProcess.class.getName(), file.toString()))
			.lines()
			.filter((line) -> line.startsWith("calls="))
			.findFirst()
			.orElseThrow();
	}

	public static void main(String[] args) {
		MutableClock clock = new MutableClock();
		ScriptedTransport transport = new ScriptedTransport((request) -> answer(clock.instant()));
		SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusRegion.EU.getBaseUrl(), List::of,
				SocialPlusClientSettings.defaults(), clock, (tls) -> transport);
		FileAdminTokenProvider provider = new FileAdminTokenProvider(Path.of(args[0]));
		new AdminTokenRenewer(provider, client).renewIfDue();
		AdminToken token = provider.getAdminToken();
		PrintStream out = System.out;
		out.println(
				"calls=" + transport.getCalls().size() + " token=" + ((token != null) ? token.getFingerprint() : null));
		System.exit(0);
	}

	private static Mono<HttpResponse> answer(Instant now) {
		String body = "{\"adminToken\":\"" + RENEWED + "\",\"issuedAt\":\"" + now + "\",\"expiresAt\":\""
				+ now.plus(Duration.ofHours(4)) + "\"}";
		return Mono.fromSupplier(
				() -> new HttpResponse(200, "application/json", null, true, body.getBytes(StandardCharsets.UTF_8)));
	}

}
