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

package plus.social.spring.boot.starter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

import plus.social.spring.client.SocialPlusTokenClient;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Reports how many classes the virtual machine has loaded, by its own log, when the
 * application is ready and when the client is warm: of the libraries that only calls
 * need, and of the starter itself.
 */
public final class LoadedClassesApplication {

	private LoadedClassesApplication() {
	}

	public static void main(String[] args) throws IOException {
		Path log = Path.of(args[0]);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(StarterApplication.class)
			.properties("server.port=0", "socialplus.base-url=http://localhost:1", "socialplus.server-key=k3y")
			.listeners(new ReadyListener(log))
			.run()) {
			context.getBean(SocialPlusTokenClient.class).warmUp().block();
			report("warm", log);
		}
	}

	private static void report(String when, Path log) throws IOException {
		long libraries = count(log, "io.netty.", "reactor.netty.", "io.github.resilience4j.");
		long own = count(log, "plus.social.spring.");
		Files.writeString(Path.of(log + ".report"), when + ": " + libraries + " of libraries, " + own + " of its own\n",
				StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	private static long count(Path log, String... packages) throws IOException {
		try (Stream<String> lines = Files.lines(log)) {
			return lines.filter((line) -> Stream.of(packages).anyMatch((name) -> line.contains("] " + name))).count();
		}
	}

	/**
	 * Comes before the one that warms the client.
	 */
	private static final class ReadyListener implements ApplicationListener<ApplicationReadyEvent>, Ordered {

		private final Path log;

		private ReadyListener(Path log) {
			this.log = log;
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public void onApplicationEvent(ApplicationReadyEvent event) {
			try {
				report("ready", this.log);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
