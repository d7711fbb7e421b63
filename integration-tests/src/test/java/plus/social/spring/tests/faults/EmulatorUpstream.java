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

import java.util.List;
import java.util.stream.Stream;

import plus.social.spring.boot.test.SocialPlusEmulator;

/**
 * The emulator, for an application that has its server key or another one.
 */
final class EmulatorUpstream implements Upstream {

	private final SocialPlusEmulator emulator = SocialPlusEmulator.create();

	private final boolean keyKnown;

	private EmulatorUpstream(boolean keyKnown) {
		this.keyKnown = keyKnown;
	}

	static EmulatorUpstream create() {
		return new EmulatorUpstream(true);
	}

	/**
	 * An emulator that refuses each server key of the application.
	 */
	static EmulatorUpstream withOtherKey() {
		return new EmulatorUpstream(false);
	}

	SocialPlusEmulator getEmulator() {
		return this.emulator;
	}

	@Override
	public String getUrl() {
		return this.emulator.getBaseUrl().toString();
	}

	@Override
	public Stream<String> getProperties() {
		return this.keyKnown ? Stream.of("socialplus.server-key=" + this.emulator.getServerKey()) : Stream.empty();
	}

	@Override
	public int getCalls() {
		return this.emulator.getWireMock().getAllServeEvents().size();
	}

	@Override
	public List<String> getTokens(String userId) {
		return this.emulator.getTokens(userId);
	}

	@Override
	public void close() {
		this.emulator.close();
	}

}
