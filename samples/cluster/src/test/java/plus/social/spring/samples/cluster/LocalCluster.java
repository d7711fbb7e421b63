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

package plus.social.spring.samples.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import plus.social.spring.boot.test.SocialPlusEmulator;

/**
 * Redis and two nodes, each a process of its own, and an emulator of Social Plus in this
 * one.
 */
class LocalCluster implements AutoCloseable {

	private static final Duration RESTART_AFTER = Duration.ofSeconds(20);

	private final SocialPlusEmulator emulator = SocialPlusEmulator.create();

	private final List<Process> processes = new ArrayList<>();

	private final int redisPort = freePort();

	private final List<Integer> ports;

	private final String[] properties;

	private boolean closed;

	LocalCluster(int firstPort, int secondPort, String... properties) {
		this.ports = List.of(firstPort, secondPort);
		this.properties = properties;
		start(RedisProcess.class, Map.of(), List.of(Integer.toString(this.redisPort)));
		awaitPort(this.redisPort);
		startNode(0);
		startNode(1);
		this.ports.forEach(LocalCluster::awaitPort);
	}

	SocialPlusEmulator getEmulator() {
		return this.emulator;
	}

	String getUrl(int node) {
		return "http://localhost:" + this.ports.get(node - 1);
	}

	private synchronized void startNode(int index) {
		if (this.closed) {
			return;
		}
		Map<String, String> environment = Map.of("SOCIALPLUS_SERVERKEY", this.emulator.getServerKey(),
				"SOCIALPLUS_BASEURL", this.emulator.getBaseUrl().toString());
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=" + this.ports.get(index), "--server.address=127.0.0.1",
						"--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=" + this.redisPort,
						"--sample.node.number=" + (index + 1), "--sample.node.other=" + getUrl(2 - index)));
		Stream.of(this.properties).map((property) -> "--" + property).forEach(arguments::add);
		Process process = start(NodeProcess.class, environment, arguments);
		process.onExit()
			.thenRunAsync(() -> startNode(index),
					CompletableFuture.delayedExecutor(RESTART_AFTER.toMillis(), TimeUnit.MILLISECONDS));
	}

	private Process start(Class<?> main, Map<String, String> environment, List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.INHERIT)
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().putAll(environment);
		try {
			Process process = builder.start();
			this.processes.add(process);
			return process;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a port that nobody listens on. It is none that the system hands out by
	 * itself, so nobody gets it until it is used.
	 */
	private static int freePort() {
		for (int port : new Random().ints(100, 10_000, 32_000).toArray()) {
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Somebody listens on it: look for another one.
			}
		}
		throw new IllegalStateException("No port is free");
	}

	/**
	 * Start nodes whose calls take as long as the machine needs, and whose logins wait
	 * for them.
	 */
	static LocalCluster onFreePorts() {
		return new LocalCluster(freePort(), freePort(), "socialplus.login.budget=1m",
				"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
				"socialplus.http.call-timeout=1m");
	}

	private static void awaitPort(int port) {
		long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
		while (!isOpen(port)) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("Nothing listens on port " + port);
			}
			CompletableFuture.runAsync(() -> {
			}, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)).join();
		}
	}

	private static boolean isOpen(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Wait until somebody ends this process.
	 */
	void join() {
		this.processes.get(0).onExit().join();
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.processes.stream().skip(1).forEach(Process::destroyForcibly);
		try {
			this.processes.get(0).getOutputStream().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.processes.get(0).onExit().orTimeout(1, TimeUnit.MINUTES).join();
		this.emulator.close();
	}

}
