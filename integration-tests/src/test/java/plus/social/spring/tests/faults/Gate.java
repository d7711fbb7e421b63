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

package plus.social.spring.tests.faults;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds answers back until it is opened.
 */
final class Gate implements Behaviour {

	private volatile CountDownLatch latch = new CountDownLatch(0);

	void close() {
		this.latch = new CountDownLatch(1);
	}

	void open() {
		this.latch.countDown();
	}

	@Override
	public void answer(Exchange exchange) throws IOException {
		try {
			if (!this.latch.await(1, TimeUnit.MINUTES)) {
				throw new SocketTimeoutException("The gate stayed closed");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
