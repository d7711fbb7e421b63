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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EstablishedSockets}.
 */
@EnabledOnOs(OS.LINUX)
class EstablishedSocketsTests {

	@Test
	void countsConnectionsThatNobodyHasClosed() throws IOException {
		try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
				Socket first = connect(server);
				Socket second = connect(server)) {
			assertThat(EstablishedSockets.peers(server.getLocalPort()).orElseThrow()).hasSize(2);
			first.close();
			assertThat(EstablishedSockets.peers(server.getLocalPort()).orElseThrow()).hasSize(1);
			assertThat(second.isConnected()).isTrue();
		}
	}

	private static Socket connect(ServerSocket server) throws IOException {
		return new Socket(server.getInetAddress(), server.getLocalPort());
	}

}
