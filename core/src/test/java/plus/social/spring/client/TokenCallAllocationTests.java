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

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import plus.social.spring.AllocatedBytes;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a call of {@link SocialPlusTokenClient} costs in addition to its
 * exchange: the bytes that it allocates.
 */
class TokenCallAllocationTests {

	/**
	 * Measured are 3,200 bytes. Without compiled code, as on a busy machine, it is more;
	 * {@link Mono#timeout}, which looks for the name of the call, or an expression for
	 * the media type exceeds this.
	 */
	private static final long CALL_BYTES = 5000;

	private static final byte[] TOKEN = "t0ken-0123456789abcdef0123456789abcdef012".getBytes(StandardCharsets.US_ASCII);

	private final AtomicInteger calls = new AtomicInteger();

	@Test
	void aCallCostsLittleBesidesItsExchange() throws Exception {
		ServerKey key = ServerKey.of("k3y");
		SocialPlusUser alice = SocialPlusUser.of("alice");
		try (SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusBaseUrl.of("http://localhost:1"),
				() -> List.of(key), SocialPlusClientSettings.defaults(), Clock.systemUTC(), (tls) -> new Answering())) {
			client.warmUp().block();
			long bytes = AllocatedBytes.of(() -> client.issueToken(alice).block());
			assertThat(this.calls).hasPositiveValue();
			assertThat(bytes).isLessThanOrEqualTo(CALL_BYTES);
		}
	}

	/**
	 * Answers at once, on the calling thread.
	 */
	private final class Answering implements HttpTransport {

		@Override
		public Mono<HttpResponse> send(HttpRequest request, Runnable onSent) {
			return Mono.fromSupplier(() -> {
				onSent.run();
				TokenCallAllocationTests.this.calls.incrementAndGet();
				return new HttpResponse(200, "text/plain", null, true, TOKEN);
			});
		}

		@Override
		public void warmUp() {
		}

		@Override
		public void close() {
		}

	}

}
