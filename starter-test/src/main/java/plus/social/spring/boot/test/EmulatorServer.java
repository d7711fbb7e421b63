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

package plus.social.spring.boot.test;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/**
 * WireMock server of the emulator and the port that it listens on.
 */
final class EmulatorServer {

	/**
	 * Maximum number of concurrent requests, as a delayed or hanging one occupies its
	 * thread. The same number as Tomcat's default.
	 */
	private static final int THREADS = 200;

	/**
	 * Maximum number of requests in the journal, so that an emulator can run for days.
	 */
	private static final int JOURNAL_ENTRIES = 10_000;

	private final LoopbackPort port;

	private final WireMockServer wireMock;

	private boolean closed;

	EmulatorServer(int port, EmulatorTransformer transformer) {
		this.port = new LoopbackPort(port);
		this.wireMock = new WireMockServer(WireMockConfiguration.options()
			.bindAddress(LoopbackPort.ADDRESS)
			.port(this.port.number())
			.http2PlainDisabled(true)
			.containerThreads(THREADS)
			.useChunkedTransferEncoding(ChunkedEncodingPolicy.BODY_FILE)
			.maxRequestJournalEntries(JOURNAL_ENTRIES)
			.stubRequestLoggingDisabled(true)
			.mappingSource(new EmulatorMappings())
			.extensions(transformer));
	}

	WireMockServer wireMock() {
		return this.wireMock;
	}

	String baseUrl() {
		return "http://" + LoopbackPort.ADDRESS + ":" + this.port.number();
	}

	synchronized void start() {
		if (!this.closed && !this.wireMock.isRunning()) {
			this.port.release();
			this.wireMock.start();
		}
	}

	synchronized void stop() {
		if (this.wireMock.isRunning()) {
			this.wireMock.stop();
			this.port.hold();
		}
	}

	synchronized void close() {
		stop();
		this.port.release();
		this.closed = true;
	}

}
