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
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/**
 * {@link SocialPlusServer} in a process of its own, so that its processor time does not
 * count. It ends with its standard input.
 */
public final class TokenServerProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final Writer input;

	private final String baseUrl;

	private TokenServerProcess(Process process) throws IOException {
		this.process = process;
		this.output = process.inputReader();
		this.input = process.outputWriter();
		this.baseUrl = this.output.readLine();
	}

	/**
	 * Start a server.
	 * @param certificates the directory of the certificates for mTLS, or {@code null} for
	 * none
	 * @return the process
	 */
	static TokenServerProcess start(@Nullable Path certificates) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), TokenServerProcess.class.getName()));
		if (certificates != null) {
			command.add(certificates.toString());
		}
		return new TokenServerProcess(
				new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
	}

	public static void main(String[] args) throws Exception {
		PrintStream out = System.out;
		SslContext sslContext = (args.length > 0) ? MutualTls.read(Path.of(args[0]), "server").forServer() : null;
		try (SocialPlusServer server = new SocialPlusServer(sslContext)) {
			out.println(server.getBaseUrl());
			BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String command = commands.readLine(); command != null; command = commands.readLine()) {
				if (!command.isEmpty()) {
					server.setDelay(Duration.ofMillis(Integer.parseInt(command)));
				}
				out.println(server.getRequests() + " " + server.getConnections());
			}
		}
	}

	String getBaseUrl() {
		return this.baseUrl;
	}

	void setDelay(int millis) throws IOException {
		send(Integer.toString(millis));
	}

	Counts getCounts() throws IOException {
		return send("");
	}

	// Each line sets the delay, unless it is empty, and returns the numbers.
	private Counts send(String command) throws IOException {
		this.input.write(command + "\n");
		this.input.flush();
		String[] counts = this.output.readLine().split(" ");
		return new Counts(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
	}

	@Override
	public void close() throws IOException {
		this.input.close();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What the server has counted since its start.
	 *
	 * @param calls the number of calls
	 * @param handshakes the number of connections, each with one handshake over mTLS
	 */
	record Counts(long calls, long handshakes) {

	}

}
