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

package plus.social.spring.client;

import java.security.KeyStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;

import io.netty.handler.ssl.util.SimpleTrustManagerFactory;

/**
 * Trust that holds the building of a client for as long as a test wants, at most half a
 * minute.
 */
public final class HeldTrust implements AutoCloseable {

	private final CountDownLatch building = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	private final SocialPlusTls tls = SocialPlusTls.defaults().withTrust(new SimpleTrustManagerFactory() {

		@Override
		protected void engineInit(KeyStore keyStore) {
		}

		@Override
		protected void engineInit(ManagerFactoryParameters parameters) {
		}

		@Override
		protected TrustManager[] engineGetTrustManagers() {
			hold();
			return new TrustManager[0];
		}

	});

	/**
	 * Return what a client is built with that is held.
	 * @return TLS that cannot be set up before the {@linkplain #release() release}
	 */
	public SocialPlusTls getTls() {
		return this.tls;
	}

	void hold() {
		this.building.countDown();
		try {
			if (!this.released.await(30, TimeUnit.SECONDS)) {
				this.released.countDown();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Wait until a client is being built.
	 * @throws InterruptedException if the test is interrupted
	 */
	public void awaitBuilding() throws InterruptedException {
		if (!this.building.await(30, TimeUnit.SECONDS)) {
			throw new AssertionError("Nothing is built");
		}
	}

	/**
	 * Return whether the building is still held.
	 * @return whether it is held
	 */
	public boolean isHeld() {
		return this.released.getCount() > 0;
	}

	public void release() {
		this.released.countDown();
	}

	@Override
	public void close() {
		release();
	}

}
