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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that redirects to another one, which must not hear a byte.
 */
final class RedirectingServer implements Upstream {

	private final FaultServer second = FaultServer.http(Behaviour.TOKEN);

	private final FaultServer first;

	RedirectingServer(int status) {
		String location = this.second.getUrl().replace("localhost", "127.0.0.1") + "/api/v4/authentication/token";
		this.first = FaultServer.http(Behaviour.status(status, "Location: " + location));
	}

	@Override
	public String getUrl() {
		return this.first.getUrl();
	}

	@Override
	public int getCalls() {
		return this.first.getCalls();
	}

	@Override
	public List<String> getTokens(String userId) {
		return List.of();
	}

	@Override
	public void close() {
		this.first.close();
		assertThat(this.second.getConnections()).as("connections to where a redirect leads").isZero();
		this.second.close();
	}

}
