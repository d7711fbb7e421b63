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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AdminTokenEndpoint}, over HTTP.
 */
class AdminTokenEndpointTests extends AbstractEmulatorTests {

	private static final String PATH = "/api/v1/admin-token";

	private static final String REVOKE_PATH = "/api/v4/sessions/users/alice";

	@Test
	void renewsATokenThatLivesForHours() {
		this.emulator.setAdminTokenLifetime(Duration.ofHours(5));
		String old = this.emulator.getAdminToken();
		this.clock.advance(Duration.ofHours(4));
		HttpResponse<String> response = renew(old);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(EmulatorClient.<String>read(response, "$.adminToken")).isEqualTo(this.emulator.getAdminToken())
			.isNotEqualTo(old);
		assertThat(EmulatorClient.<String>read(response, "$.issuedAt")).isEqualTo("2026-01-01T04:00:00Z");
		assertThat(EmulatorClient.<String>read(response, "$.expiresAt")).isEqualTo("2026-01-01T09:00:00Z");
	}

	@Test
	void acceptsTheReplacedTokenAsLongAsTheNewOne() {
		this.emulator.setAdminTokenLifetime(Duration.ofHours(5));
		String old = this.emulator.getAdminToken();
		renew(old);
		this.clock.advance(Duration.ofHours(5).minusNanos(1));
		assertThat(revokeAll(old)).isEqualTo(404);
		assertThat(revokeAll(this.emulator.getAdminToken())).isEqualTo(404);
		this.clock.advance(Duration.ofNanos(1));
		assertThat(revokeAll(old)).isEqualTo(403);
		assertThat(revokeAll(this.emulator.getAdminToken())).isEqualTo(403);
	}

	@Test
	void renewsNoTokenThatHasExpired() {
		this.emulator.setAdminTokenLifetime(Duration.ofHours(1));
		this.clock.advance(Duration.ofHours(1));
		HttpResponse<String> response = renew(this.emulator.getAdminToken());
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(EmulatorClient.<Integer>read(response, "$.code")).isEqualTo(400100);
		assertThat(renew("made-up").statusCode()).isEqualTo(401);
		assertThat(this.client.send(this.client.to(PATH).POST(BodyPublishers.noBody())).statusCode()).isEqualTo(401);
	}

	@Test
	void resetBringsBackTheFirstToken() {
		String first = this.emulator.getAdminToken();
		this.emulator.setAdminTokenLifetime(Duration.ofHours(1));
		renew(first);
		assertThat(this.emulator.getConnectionDetails().getAdminToken()).isEqualTo(first);
		this.emulator.reset();
		this.clock.advance(Duration.ofDays(1));
		assertThat(this.emulator.getAdminToken()).isEqualTo(first);
		assertThat(revokeAll(first)).isEqualTo(404);
	}

	@Test
	void lifetimesAreThoseOfTheConsole() {
		this.emulator.setAdminTokenLifetime(Duration.ofHours(1000));
		this.emulator.setServerKeyLifetime(Duration.ofDays(365));
		for (Duration invalid : new Duration[] { Duration.ZERO, Duration.ofMinutes(59), Duration.ofMinutes(90),
				Duration.ofHours(1001), Duration.ofHours(-1) }) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.emulator.setAdminTokenLifetime(invalid));
			assertThatIllegalArgumentException().isThrownBy(() -> this.emulator.setServerKeyLifetime(invalid));
		}
	}

	private HttpResponse<String> renew(String adminToken) {
		return this.client.bearer("POST", PATH, adminToken);
	}

	private int revokeAll(String adminToken) {
		return this.client.bearer("DELETE", REVOKE_PATH, adminToken).statusCode();
	}

}
