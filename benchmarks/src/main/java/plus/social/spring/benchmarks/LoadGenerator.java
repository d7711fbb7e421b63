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
 * Any number of visitors on the calling thread alone, so that little of the machine goes
 * into making the load. Each sends its next request when its last one was answered.
 */
final class LoadGenerator {

	private final InetSocketAddress address;

	LoadGenerator(ApplicationProcess application) {
		this.address = new InetSocketAddress("127.0.0.1", application.getPort());
	}

	/**
	 * Connect all visitors, then let all of them begin, and return when all have left.
	 * @param visitors the visitors
	 * @param limit the most time; who is still there then has got no answer
	 */
	void run(List<? extends Visitor> visitors, Duration limit) {
		try (Selector selector = Selector.open()) {
			List<Visit> visits = new ArrayList<>();
			for (Visitor visitor : visitors) {
				visits.add(new Visit(visitor, this.address, selector));
			}
			long deadline = System.nanoTime() + limit.toNanos();
			visits.forEach(Visit::send);
			while (System.nanoTime() < deadline && visits.stream().anyMatch(Visit::isOpen)) {
				selector.select((key) -> ((Visit) key.attachment()).receive(), 100);
			}
			visits.forEach(Visit::giveUp);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
