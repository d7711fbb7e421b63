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

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.util.Assert;

/**
 * A JVM whose class path lacks jars that this one has. It prints the ports of its
 * applications.
 */
public final class ChildJvm implements AutoCloseable {

	private static final String PORT = "listening on ";

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final BlockingQueue<Integer> ports = new LinkedBlockingQueue<>();

	private final Queue<String> output = new ConcurrentLinkedQueue<>();

	private final Process process;

	private ChildJvm(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "output of " + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Start a JVM.
	 * @param main its main class
	 * @param classPath its class path
	 * @param arguments the arguments of the main class
	 * @return the JVM
	 */
	public static ChildJvm start(Class<?> main, List<String> classPath, String... arguments) {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
				"-XX:+UseSerialGC", "-Xshare:auto", "-cp", String.join(File.pathSeparator, classPath), main.getName()));
		command.addAll(List.of(arguments));
		try {
			return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the class path of this JVM without some of its files.
	 * @param leftOut the names of the files that are left out
	 * @return the other files
	 */
	public static List<String> getClassPathWithout(Predicate<String> leftOut) {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(classPath.split(Pattern.quote(File.pathSeparator)))
			.filter((file) -> !leftOut.test(Path.of(file).getFileName().toString()))
			.collect(Collectors.toList());
	}

	/**
	 * Print the port of an application for {@link #awaitPort()}.
	 * @param port the port
	 */
	public static void printPort(int port) {
		PrintStream output = System.out;
		output.println(PORT + port);
	}

	/**
	 * Wait until the next application is ready.
	 * @return its port
	 * @throws InterruptedException if interrupted
	 */
	public int awaitPort() throws InterruptedException {
		Integer port = this.ports.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		Assert.state(port != null && port > 0, () -> "No application is ready: " + getOutput());
		return port;
	}

	/**
	 * Return what the JVM has printed.
	 * @return the lines of both streams
	 */
	public String getOutput() {
		return String.join("\n", this.output);
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				this.output.add(line);
				if (line.startsWith(PORT)) {
					this.ports.add(Integer.valueOf(line.substring(PORT.length())));
				}
			}
		}
		catch (IOException ex) {
			this.output.add(ex.toString());
		}
		// Nobody waits for a JVM that has ended.
		this.ports.add(0);
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
