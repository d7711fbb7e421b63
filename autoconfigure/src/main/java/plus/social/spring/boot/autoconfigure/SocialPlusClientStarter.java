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

package plus.social.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusServerKeyProvider;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.client.SocialPlusVerification;
import plus.social.spring.client.SocialPlusVerification.Outcome;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Warms up the client in the background soon after the application is ready, so that
 * neither the startup nor the first login waits for it. Logs a warning at startup if
 * there is no server key, and verifies that tokens are issued if a property says so.
 */
final class SocialPlusClientStarter
		implements SmartInitializingSingleton, ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(SocialPlusClientStarter.class);

	/**
	 * Time for the requests that have waited for the application to become ready. The
	 * warm-up would double their duration on two processors. A call that comes earlier
	 * warms the client up itself.
	 */
	private static final Duration DELAY = Duration.ofMillis(300);

	private final SocialPlusServerKeyProvider serverKeys;

	private final SocialPlusTokenClient client;

	private final @Nullable SocialPlusUser testUser;

	private final Disposable.Composite work = Disposables.composite();

	private final AtomicBoolean verified = new AtomicBoolean();

	/**
	 * Create a starter.
	 * @param serverKeys the provider of the server keys
	 * @param client the client
	 * @param testUser the user to request a token for, or {@code null} to request none
	 */
	SocialPlusClientStarter(SocialPlusServerKeyProvider serverKeys, SocialPlusTokenClient client,
			@Nullable SocialPlusUser testUser) {
		this.serverKeys = serverKeys;
		this.client = client;
		this.testUser = testUser;
	}

	@Override
	public void afterSingletonsInstantiated() {
		String problem = findProblem();
		if (problem != null) {
			logger.warn("Social Plus auth tokens cannot be issued: " + problem);
		}
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		SocialPlusUser user = this.verified.compareAndSet(false, true) ? this.testUser : null;
		if (user != null || hasServerKey()) {
			ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
			CompletableFuture
				.delayedExecutor(DELAY.toMillis(), TimeUnit.MILLISECONDS, (task) -> startThread(task, classLoader))
				.execute(() -> start(user));
		}
	}

	private void start(@Nullable SocialPlusUser user) {
		Mono<Void> warmUp = this.client.warmUp().onErrorResume((ex) -> Mono.empty());
		if (user == null) {
			warmUp.subscribe();
			return;
		}
		// The server keys may come from a file or a vault.
		this.work.add(warmUp.then(Mono.defer(() -> this.client.verify(user)).subscribeOn(Schedulers.boundedElastic()))
			.subscribe(SocialPlusClientStarter::log,
					(ex) -> logger.warn("Social Plus could not be verified [" + ex.getClass().getName() + "]")));
	}

	private static void log(SocialPlusVerification verification) {
		if (verification.successful()) {
			logger.info("Social Plus is verified: it has issued a token for the test user");
			return;
		}
		verification.steps()
			.stream()
			.filter((step) -> step.outcome() == Outcome.FAILED)
			.findFirst()
			.ifPresent((step) -> logger
				.warn("Social Plus issues no tokens. The verification at startup failed at the step " + step.step()
						+ ((step.detail() != null) ? ": " + step.detail() : "")));
	}

	@Override
	public void destroy() {
		this.work.dispose();
	}

	// The JDK's pools have the class loader of the system, which does not see the jars in
	// an executable jar.
	private static void startThread(Runnable task, ClassLoader classLoader) {
		Thread thread = new Thread(task, "socialplus-warm-up");
		thread.setContextClassLoader(classLoader);
		thread.setDaemon(true);
		thread.start();
	}

	private boolean hasServerKey() {
		return findProblem() == null;
	}

	private @Nullable String findProblem() {
		try {
			return this.serverKeys.getServerKeys().isEmpty() ? "'socialplus.server-key' is not set."
					+ " Generate a server key in the Social Plus Console, Settings > Integrations." : null;
		}
		catch (SocialPlusException ex) {
			return ex.getMessage();
		}
		catch (RuntimeException ex) {
			// A provider that is not ready yet does not prevent the startup, and reports
			// its own problems.
			return null;
		}
	}

}
