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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What nodes do after they have answered is not done at once: a session may be written
 * once more, and a token fetched.
 */
final class Settled {

	private static final int ATTEMPTS = 1200;

	private Settled() {
	}

	/**
	 * Wait until something is so, or for two minutes.
	 */
	static void await(BooleanSupplier condition) {
		try {
			for (int attempt = 0; attempt < ATTEMPTS && !condition.getAsBoolean(); attempt++) {
				new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
