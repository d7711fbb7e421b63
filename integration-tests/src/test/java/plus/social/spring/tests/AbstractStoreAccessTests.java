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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What requests after a login cost in the store of Spring Session, on both stacks,
 * compared with the same application without Social Plus.
 */
public abstract class AbstractStoreAccessTests {

	/**
	 * Start an application with form login, sessions in Spring Session, a page and static
	 * files, which are permitted, and may use the session in no request.
	 */
	protected abstract TestApplication start(String... properties);

	/**
	 * Return how often an application has called the store of its sessions.
	 */
	protected abstract int getAccesses(TestApplication application);

	/**
	 * Stop an application.
	 */
	protected void stop(TestApplication application) {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "eager", "prefetch", "lazy", "off" })
	void aPageWithTenStaticFilesCostsWhatItCostsWithoutSocialPlus(String mode) {
		TestApplication with = start("socialplus.login.mode=" + mode);
		TestApplication without = start("socialplus.enabled=false");
		List<Integer> expected = countPageWithFiles(without, false);
		assertThat(countPageWithFiles(with, false)).isEqualTo(expected);
		assertThat(with.getTokens().getTokens()).hasSize(List.of("eager", "prefetch").contains(mode) ? 1 : 0);
		stop(with);
		stop(without);
	}

	@Test
	void theRevocationAtLogoutCostsNothingBefore() {
		TestApplication with = start("socialplus.logout.revoke=true", "socialplus.admin-token=t0ken");
		TestApplication without = start("socialplus.enabled=false");
		List<Integer> expected = countPageWithFiles(without, false);
		assertThat(countPageWithFiles(with, false)).isEqualTo(expected);
		stop(with);
		stop(without);
	}

	@ParameterizedTest
	@ValueSource(strings = { "eager", "prefetch" })
	void aLateTokenThatIsDeliveredCostsNothingAfterwards(String mode) {
		TestApplication with = start("socialplus.login.mode=" + mode, "socialplus.login.budget=1ms");
		TestApplication without = start("socialplus.enabled=false");
		List<Integer> expected = countPageWithFiles(without, false);
		assertThat(countPageWithFiles(with, true)).isEqualTo(expected);
		stop(with);
		stop(without);
	}

	// The page first, and then each file.
	private List<Integer> countPageWithFiles(TestApplication application, boolean late) {
		Browser browser = application.newBrowser();
		CompletableFuture<?> gate = late ? application.getTokens().close() : null;
		browser.logIn("alice");
		if (gate != null) {
			application.getTokens().awaitTokens(1);
			gate.complete(null);
			awaitToken(application, browser);
		}
		// Attaches a token that was fetched meanwhile.
		browser.get("/page");
		List<Integer> accesses = new ArrayList<>();
		accesses.add(count(application, () -> assertThat(browser.get("/page").body()).contains("alice")));
		for (int file = 0; file < 10; file++) {
			String path = "/files/" + file + ".css";
			accesses.add(count(application, () -> assertThat(browser.get(path).body()).isEqualTo("a file")));
		}
		return accesses;
	}

	private int count(TestApplication application, Runnable request) {
		int before = getAccesses(application);
		request.run();
		return getAccesses(application) - before;
	}

	private static void awaitToken(TestApplication application, Browser browser) {
		long end = System.nanoTime() + Browser.PATIENCE.toNanos();
		while (!browser.get("/token").body().equals("a token")) {
			assertThat(System.nanoTime()).as("no token").isLessThan(end);
		}
		assertThat(application.getTokens().getTokens()).hasSize(1);
	}

}
