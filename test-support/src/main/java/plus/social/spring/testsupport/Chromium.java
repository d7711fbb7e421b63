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

package plus.social.spring.testsupport;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Gives each test a {@link Page} of a fresh Chromium profile, and fails it if the console
 * has an error, such as a violation of the content security policy. Where there is no
 * Chromium, the tests are skipped: it is looked for in {@code PATH}, unless the
 * environment variable {@code CHROME_BIN} names it.
 * <p>
 * Tests of pages whose requests are meant to fail register it with
 * {@link #ignoringFailedRequests()}, all others with {@code @ExtendWith}. A module that
 * uses it depends on Playwright itself.
 */
public final class Chromium implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback, ParameterResolver,
		AfterEachCallback, AfterAllCallback {

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable", "chrome.exe");

	private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu",
			"--disable-background-networking");

	/**
	 * Maximum time to wait for anything in the browser, whatever else the machine does.
	 */
	private static final double PATIENCE_MILLIS = 120_000;

	private final List<String> errors = new ArrayList<>();

	private final boolean failedRequestsIgnored;

	private @Nullable Playwright playwright;

	private com.microsoft.playwright.@Nullable Browser browser;

	private @Nullable Page page;

	/**
	 * Create the extension.
	 */
	public Chromium() {
		this(false);
	}

	private Chromium(boolean failedRequestsIgnored) {
		this.failedRequestsIgnored = failedRequestsIgnored;
	}

	/**
	 * Create an extension for which a failed request is no error of the console.
	 * @return the extension
	 */
	public static Chromium ignoringFailedRequests() {
		return new Chromium(true);
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return executable().map((executable) -> ConditionEvaluationResult.enabled("Chromium is " + executable))
			.orElseGet(() -> ConditionEvaluationResult
				.disabled("There is no Chromium: install it, or name it in the environment variable CHROME_BIN"));
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable().orElseThrow())
				.setArgs(FLAGS)
				.setTimeout(PATIENCE_MILLIS));
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.errors.clear();
		Page page = started(this.browser).newContext().newPage();
		page.setDefaultTimeout(PATIENCE_MILLIS);
		page.onPageError(this.errors::add);
		page.onConsoleMessage((message) -> {
			if (isError(message)) {
				this.errors.add(message.text());
			}
		});
		this.page = page;
	}

	private boolean isError(ConsoleMessage message) {
		if (this.failedRequestsIgnored && message.text().startsWith("Failed to load resource")) {
			return false;
		}
		return "error".equals(message.type());
	}

	@Override
	public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext context) {
		return parameterContext.getParameter().getType() == Page.class;
	}

	@Override
	public Page resolveParameter(ParameterContext parameterContext, ExtensionContext context) {
		return started(this.page);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		started(this.page).context().close();
		assertThat(this.errors).as("errors in the browser's console").isEmpty();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		started(this.playwright).close();
	}

	private static <T> T started(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("Chromium has not been started");
		}
		return value;
	}

	private static Optional<Path> executable() {
		return Optional.ofNullable(System.getenv("CHROME_BIN"))
			.map(Path::of)
			.or(() -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
				.flatMap((folder) -> NAMES.stream().map((name) -> Path.of(folder, name)))
				.filter(Files::isExecutable)
				.findFirst());
	}

}
