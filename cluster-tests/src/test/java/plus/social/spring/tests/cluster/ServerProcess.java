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

package plus.social.spring.tests.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server in a process of its own, on a port of this machine's loopback address. It ends
 * with this JVM at the latest.
 */
final class ServerProcess {

	private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

	private final Process process;

	private ServerProcess(Process process) {
		this.process = process;
	}

	/**
	 * Start a server and wait until it takes connections.
	 * @param command the program and its arguments
	 * @param directory where it runs
	 * @param port where it listens
	 * @return the running server
	 */
	static ServerProcess start(List<String> command, Path directory, int port) {
		try {
			ServerProcess server = new ServerProcess(new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(directory.resolve("server.log").toFile())
				.start());
			Runtime.getRuntime().addShutdownHook(new Thread(server::end));
			server.awaitPort(port);
			return server;
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void awaitPort(int port) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE_NANOS;
		while (!accepts(port)) {
			if (System.nanoTime() > deadline || this.process.waitFor(20, TimeUnit.MILLISECONDS)) {
				throw new IllegalStateException("The server does not listen on port " + port);
			}
		}
	}

	private static boolean accepts(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Stop the processor time of the server and of its children: connections stay open
	 * and new ones are made, but nothing is answered.
	 */
	void stall() {
		signal("STOP");
	}

	void resume() {
		signal("CONT");
	}

	// Children may have begun meanwhile: they are asked for once more.
	private void signal(String signal) {
		Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.forEach((handle) -> run("kill -" + signal + " " + handle.pid()));
		this.process.descendants().forEach((handle) -> run("kill -" + signal + " " + handle.pid()));
	}

	private static void run(String command) {
		try {
			new ProcessBuilder("sh", "-c", command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * End the server and its children at once.
	 */
	void end() {
		List<ProcessHandle> children = this.process.descendants().toList();
		this.process.destroyForcibly();
		children.forEach(ProcessHandle::destroyForcibly);
		try {
			this.process.waitFor();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
