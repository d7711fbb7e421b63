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
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Load generator that runs any number of virtual users on the calling thread, so that it
 * uses little of the machine. Each user sends its next request after the response to the
 * previous one.
 */
final class LoadGenerator {

	private final InetSocketAddress address;

	LoadGenerator(ApplicationProcess application) {
		this.address = new InetSocketAddress("127.0.0.1", application.getPort());
	}

	/**
	 * Connect all users, start them, and return when all have finished.
	 * @param users the users
	 * @param limit the maximum time, after which pending requests count as having no
	 * response
	 */
	void run(List<? extends VirtualUser> users, Duration limit) {
		try (Selector selector = Selector.open()) {
			List<VirtualUserConnection> connections = new ArrayList<>();
			for (VirtualUser user : users) {
				connections.add(new VirtualUserConnection(user, this.address, selector));
			}
			long deadline = System.nanoTime() + limit.toNanos();
			connections.forEach(VirtualUserConnection::send);
			while (System.nanoTime() < deadline && connections.stream().anyMatch(VirtualUserConnection::isOpen)) {
				selector.select((key) -> ((VirtualUserConnection) key.attachment()).receive(), 100);
			}
			connections.forEach(VirtualUserConnection::giveUp);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
