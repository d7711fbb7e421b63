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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import plus.social.spring.benchmarks.application.BenchmarkedApplication;
import plus.social.spring.benchmarks.application.Usage;

import org.springframework.util.StringUtils;

/**
 * Application that runs in a process of its own.
 */
final class ApplicationProcess implements AutoCloseable {

	/**
	 * A large young generation and metaspace keep garbage collections out of the first
	 * requests. With the defaults of the virtual machine, a startup ends just below the
	 * next limit of both by accident, so that a few classes more or less decide whether a
	 * collection takes one of two processors during the first login.
	 */
	private static final List<String> OPTIONS = List.of("-Xms1g", "-Xmx1g", "-Xmn512m", "-XX:MetaspaceSize=128m");

	// The limits on requests per connection and sessions per store must not affect the
	// measurement.
	private static final List<String> ARGUMENTS = List.of("--server.address=127.0.0.1", "--server.port=0",
			"--server.tomcat.max-keep-alive-requests=-1", "--server.servlet.session.timeout=2m",
			"--server.reactive.session.timeout=2m", "--server.reactive.session.max-sessions=10000000",
			"--spring.main.banner-mode=off", "--socialplus.server-key=" + SocialPlusServer.SERVER_KEY);

	private static final Duration USAGE_LIMIT = Duration.ofMinutes(1);

	private final Variant variant;

	private final Stack stack;

	private final Process process;

	private final long startedAt = System.nanoTime();

	private final Duration startTime;

	private final Duration startCpuTime;

	private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();

	private final BlockingQueue<Usage> usages = new LinkedBlockingQueue<>();

	private final int port;

	private ApplicationProcess(Variant variant, Stack stack, Process process) throws IOException {
		this.variant = variant;
		this.stack = stack;
		this.process = process;
		BufferedReader reader = process.inputReader();
		this.port = readPort(reader);
		this.startTime = Duration.ofNanos(System.nanoTime() - this.startedAt);
		this.startCpuTime = getCpuTime();
		Thread drain = new Thread(() -> reader.lines().forEach(this::handle), "output of " + this);
		drain.setDaemon(true);
		drain.start();
	}

	static ApplicationProcess start(Variant variant, Stack stack, String baseUrl, String... arguments) {
		Setup setup = (variant == Variant.WITH) ? Setup.with("with") : Setup.without();
		return start(setup.withArguments(arguments), stack, baseUrl);
	}

	static ApplicationProcess start(Setup setup, Stack stack, String baseUrl) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(OPTIONS);
		command.addAll(setup.options());
		command.addAll(List.of("-cp", ApplicationClasspath.of(setup.variant(), setup.jars(), stack)));
		command.addAll(List.of(BenchmarkedApplication.class.getName(), stack.name()));
		command.addAll(arguments(baseUrl, setup.arguments()));
		try {
			return new ApplicationProcess(setup.variant(), stack,
					new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// Later ones override earlier ones.
	private static Collection<String> arguments(String baseUrl, List<String> own) {
		List<String> arguments = new ArrayList<>(ARGUMENTS);
		arguments.addAll(List.of(StringUtils.tokenizeToStringArray(System.getProperty("benchmark.arguments"), " ")));
		arguments.add("--socialplus.base-url=" + baseUrl);
		arguments.addAll(own);
		Map<String, String> byName = new LinkedHashMap<>();
		arguments.forEach((argument) -> byName.put(argument.split("=", 2)[0], argument));
		return byName.values();
	}

	private void handle(String line) {
		if (Usage.isPrintedIn(line)) {
			this.usages.add(Usage.parse(line));
		}
		else {
			this.output.add(line);
		}
	}

	private int readPort(BufferedReader reader) throws IOException {
		List<String> read = new ArrayList<>();
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			if (line.startsWith(BenchmarkedApplication.LISTENING)) {
				return Integer.parseInt(line.substring(BenchmarkedApplication.LISTENING.length()));
			}
			read.add(line);
		}
		throw new IllegalStateException("The application did not start: " + read);
	}

	int getPort() {
		return this.port;
	}

	Stack getStack() {
		return this.stack;
	}

	Variant getVariant() {
		return this.variant;
	}

	/**
	 * Return the time that the application took to become ready.
	 * @return the time since the start of its process
	 */
	Duration getStartTime() {
		return this.startTime;
	}

	/**
	 * Return the processor time that the application used to become ready.
	 * @return the processor time of the startup
	 */
	Duration getStartCpuTime() {
		return this.startCpuTime;
	}

	/**
	 * Return the processor time that the application has used. Unlike all other times, it
	 * does not depend on other load of the machine.
	 * @return the processor time since the start of the process
	 */
	Duration getCpuTime() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	/**
	 * Return what the application has used so far.
	 * @return the usage, as measured by the application
	 */
	Usage getUsage() {
		return requestUsage("");
	}

	/**
	 * Return what the application has used so far, after a full garbage collection.
	 * @return the usage, whose heap is that of live objects
	 */
	Usage getUsageAfterCollection() {
		return requestUsage(BenchmarkedApplication.COLLECT);
	}

	private Usage requestUsage(String command) {
		try {
			this.process.outputWriter().write(command + "\n");
			this.process.outputWriter().flush();
			Usage usage = this.usages.poll(USAGE_LIMIT.toSeconds(), TimeUnit.SECONDS);
			if (usage == null) {
				throw new IllegalStateException("No usage from " + this + ": " + getOutput());
			}
			return usage;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the output of the application.
	 * @return the lines logged since it was started
	 */
	List<String> getOutput() {
		return List.copyOf(this.output);
	}

	/**
	 * Ask the application to shut down, as an operating system does. Unlike
	 * {@link Process#destroy()}, this leaves its standard input open, whose end would
	 * stop it in another way.
	 */
	void terminate() {
		this.process.toHandle().destroy();
	}

	/**
	 * Wait until the process has ended.
	 * @throws InterruptedException if interrupted
	 */
	void awaitEnd() throws InterruptedException {
		this.process.waitFor();
	}

	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (IOException | InterruptedException ex) {
			this.process.destroyForcibly();
		}
	}

	@Override
	public String toString() {
		return this.stack + " " + this.variant;
	}

}
