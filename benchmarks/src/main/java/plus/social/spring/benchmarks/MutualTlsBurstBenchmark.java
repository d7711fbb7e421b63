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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Benchmark in which 64 users request a token at once over mTLS, three times, as soon as
 * the client is ready, on a machine whose processors are also used by other threads. Each
 * connection needs a handshake, and handshakes share the processors.
 */
final class MutualTlsBurstBenchmark implements Benchmark {

	private static final int USERS = 64;

	private static final int BURSTS = 3;

	private static final List<Integer> OTHER_THREADS = List.of(0, 8);

	private static final Duration BETWEEN = Duration.ofSeconds(1);

	@Override
	public void run(Options options, Report report) throws Exception {
		for (int threads : OTHER_THREADS) {
			for (int round = 1; round <= options.rounds(); round++) {
				Path directory = Files.createTempDirectory("socialplus-benchmark");
				try {
					run(directory, threads, report);
				}
				finally {
					FileSystemUtils.deleteRecursively(directory);
				}
			}
		}
	}

	private static void run(Path directory, int threads, Report report) throws Exception {
		Rotation rotation = new Rotation(directory);
		try (MutualTlsServer socialPlus = rotation.startServer();
				ConfigurableApplicationContext context = start(rotation, socialPlus.getBaseUrl());
				BusyThreads busy = new BusyThreads(threads)) {
			context.getBean(SocialPlusTokenClient.class).warmUp().block();
			ReactiveSocialPlusTokenService tokenService = context.getBean(ReactiveSocialPlusTokenService.class);
			int succeeded = 0;
			for (int i = 0; i < BURSTS; i++) {
				int before = socialPlus.getConnections();
				long startedAt = System.nanoTime();
				int tokens = burst(tokenService, i);
				long millis = Duration.ofNanos(System.nanoTime() - startedAt).toMillis();
				report.log("%d other threads, burst %d: %d tokens in %d ms, %d new connections", busy.count(), i + 1,
						tokens, millis, socialPlus.getConnections() - before);
				succeeded += tokens;
				Pause.of(BETWEEN);
			}
			report.verdict(succeeded == BURSTS * USERS, "%d other threads: %d of %d calls succeed, %d connections",
					threads, succeeded, BURSTS * USERS, socialPlus.getConnections());
		}
	}

	private static ConfigurableApplicationContext start(Rotation rotation, String baseUrl) {
		return new SpringApplicationBuilder(SwapsBenchmark.Application.class).web(WebApplicationType.NONE)
			.properties(rotation.getProperties())
			.properties("spring.main.banner-mode=off", "management.defaults.metrics.export.enabled=false",
					"socialplus.base-url=" + baseUrl)
			.run();
	}

	private static int burst(ReactiveSocialPlusTokenService tokenService, int number) {
		AtomicInteger tokens = new AtomicInteger();
		Flux.merge(Flux.fromStream(IntStream.range(0, USERS).boxed())
			.map((user) -> SocialPlusUser.of(number + "-" + user))
			.map((user) -> tokenService.issueToken(user)
				.doOnNext((token) -> tokens.incrementAndGet())
				.onErrorResume((ex) -> Mono.empty())), USERS)
			.blockLast();
		return tokens.get();
	}

	/**
	 * Threads that use the processors.
	 */
	private static final class BusyThreads implements AutoCloseable {

		private final int number;

		private volatile boolean stopped;

		BusyThreads(int number) {
			this.number = number;
			for (int i = 0; i < number; i++) {
				Thread thread = new Thread(this::run, "busy-" + i);
				thread.setDaemon(true);
				thread.start();
			}
		}

		private void run() {
			while (!this.stopped) {
				Thread.onSpinWait();
			}
		}

		int count() {
			return this.number;
		}

		@Override
		public void close() {
			this.stopped = true;
		}

	}

}
