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

package plus.social.spring.tests;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.testsupport.Browser;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks the endpoint for tokens while the browsers that ask log in, as one user and as
 * another, and out again, and then asks the emulator whose tokens these were. The system
 * property {@code socialplus.tests.reads} says how often,
 * {@code socialplus.tests.threads} with how many threads.
 */
public abstract class AbstractOwnerSoakTests {

	private static final int READS = Integer.getInteger("socialplus.tests.reads", 1000);

	private static final int THREADS = Integer.getInteger("socialplus.tests.threads", 16);

	/**
	 * Browsers for each thread: several threads share one, so that its requests overtake
	 * each other.
	 */
	private static final int BROWSERS = 3 * THREADS;

	private static final String PATH = AbstractHandOverTests.PATH;

	private final AtomicInteger reads = new AtomicInteger();

	private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

	private final Queue<Map<String, Object>> answers = new ConcurrentLinkedQueue<>();

	/**
	 * Start an application with form login and Basic.
	 */
	protected abstract TestApplication start(String... properties);

	/**
	 * Stop an application.
	 */
	protected void stop(TestApplication application) {
		application.close();
	}

	@Test
	void everyTokenIsTheOneOfTheUserItIsHandedOutWith(TestReporter reporter) throws Exception {
		try (SocialPlusEmulator emulator = SocialPlusEmulator.builder().withoutRateLimit().start()) {
			TestApplication application = start("socialplus.base-url=" + emulator.getBaseUrl(),
					"socialplus.server-key=" + emulator.getServerKey(), "socialplus.login.budget=100ms",
					"socialplus.http.call-timeout=1m", "socialplus.http.attempt-timeout=30s");
			emulator.delay(Duration.ofMillis(20));
			run(application);
			Set<String> foreign = findForeign(emulator);
			reporter.publishEntry(Map.of("reads", this.reads.toString(), "statuses",
					new TreeMap<>(this.statuses).toString(), "tokens", Integer.toString(this.answers.size()),
					"of another user", Integer.toString(foreign.size())));
			assertThat(foreign).isEmpty();
			assertThat(this.statuses.keySet()).isSubsetOf(200, 401, 403, 503).contains(200);
			stop(application);
		}
	}

	private void run(TestApplication application) throws Exception {
		List<Browser> browsers = new ArrayList<>();
		for (int i = 0; i < BROWSERS; i++) {
			browsers.add(application.newBrowser());
		}
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		List<Future<?>> ends = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			Random random = new Random(i);
			ends.add(threads.submit(() -> {
				while (this.reads.get() < READS) {
					int browser = random.nextInt(BROWSERS);
					act(browsers.get(browser), "user-" + browser + ((random.nextBoolean()) ? "-a" : "-b"), random);
				}
			}));
		}
		for (Future<?> end : ends) {
			end.get();
		}
		threads.shutdown();
	}

	private void act(Browser browser, String user, Random random) {
		int choice = random.nextInt(20);
		HttpResponse<String> page = browser.get((choice < 3) ? "/login" : "/page");
		String csrf = findCsrf(page);
		if (csrf == null) {
			page = browser.get("/login");
			csrf = findCsrf(page);
		}
		if (choice < 3) {
			browser.post("/login",
					Map.of("username", user, "password", Browser.PASSWORD, "_csrf", String.valueOf(csrf)));
		}
		else if (choice == 3) {
			browser.post("/logout", Map.of("_csrf", String.valueOf(csrf)));
		}
		else {
			read(browser, String.valueOf(csrf), user, choice);
		}
	}

	private void read(Browser browser, String csrf, String user, int choice) {
		HttpResponse<String> response = switch (choice % 4) {
			case 0 -> browser.postJson(PATH, "{\"renew\": true}", "X-CSRF-TOKEN", csrf);
			case 1 -> browser.postJson(PATH + "?renew=true", "", "X-CSRF-TOKEN", csrf);
			case 2 -> browser.postJson(PATH, "", "X-CSRF-TOKEN", csrf, "Authorization",
					AbstractHandOverTests.credentials(user));
			default -> browser.postJson(PATH, "", "X-CSRF-TOKEN", csrf);
		};
		this.reads.incrementAndGet();
		this.statuses.computeIfAbsent(response.statusCode(), (status) -> new AtomicInteger()).incrementAndGet();
		if (response.statusCode() == 200) {
			this.answers.add(JsonParserFactory.getJsonParser().parseMap(response.body()));
		}
	}

	private static String findCsrf(HttpResponse<String> page) {
		try {
			return Browser.csrf(page);
		}
		catch (IllegalStateException ex) {
			return null;
		}
	}

	private Set<String> findForeign(SocialPlusEmulator emulator) {
		Map<String, Set<String>> tokens = new ConcurrentHashMap<>();
		Set<String> foreign = new HashSet<>();
		for (Map<String, Object> answer : this.answers) {
			String userId = (String) answer.get("userId");
			Set<String> own = tokens.computeIfAbsent(userId, (id) -> new HashSet<>(emulator.getTokens(id)));
			if (!own.contains(answer.get("authToken"))) {
				foreign.add(userId);
			}
		}
		return foreign;
	}

}
