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

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The process of a {@link DyingNode}.
 */
final class NodeProcess {

	private static final long PATIENCE_SECONDS = 300;

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private final Set<String> stopped = ConcurrentHashMap.newKeySet();

	private final Process process;

	/**
	 * Start a node. It is ready once its {@linkplain #getUrl() URL} is there.
	 * @param setUp the set-up
	 * @param properties its properties
	 */
	NodeProcess(SetUp setUp, List<String> properties) throws IOException {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		Path arguments = Files.createTempFile("node", ".args");
		Files.writeString(arguments, "-cp \"" + classPath.replace("\\", "\\\\") + "\"\n");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Xshare:auto", "-XX:+UseSerialGC", "@" + arguments, DyingNode.class.getName(), setUp.name()));
		command.addAll(properties);
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		Runtime.getRuntime().addShutdownHook(new Thread(this.process::destroyForcibly));
		new Thread(this::listen, "node-" + this.process.pid()).start();
		this.port.whenComplete((number, failure) -> arguments.toFile().delete());
	}

	private void listen() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				hear(line);
			}
		}
		catch (IOException ex) {
			// It has died.
		}
		this.port.completeExceptionally(new IllegalStateException("The node has ended"));
	}

	private void hear(String line) {
		if (line.startsWith(DyingNode.PORT)) {
			this.port.complete(Integer.valueOf(line.substring(DyingNode.PORT.length())));
		}
		else if (line.startsWith(DyingNode.STOPPED)) {
			addStopped(line.substring(DyingNode.STOPPED.length()));
		}
	}

	URI getUrl() throws Exception {
		return URI.create("http://127.0.0.1:" + this.port.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
	}

	/**
	 * Count a login that has stopped.
	 */
	void addStopped(String user) {
		synchronized (this.stopped) {
			this.stopped.add(user);
			this.stopped.notifyAll();
		}
	}

	/**
	 * Wait until the logins of all of these have stopped.
	 */
	void awaitStopped(Set<String> users) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		synchronized (this.stopped) {
			while (!this.stopped.containsAll(users)) {
				if (System.nanoTime() > deadline) {
					throw new IllegalStateException("Only these have stopped: " + this.stopped);
				}
				this.stopped.wait(100);
			}
		}
	}

	/**
	 * End it without warning.
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

}
