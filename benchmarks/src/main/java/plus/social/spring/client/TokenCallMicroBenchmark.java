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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import plus.social.spring.token.SocialPlusUser;

/**
 * What a call for a token does without the network: the request and the response.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenCallMicroBenchmark {

	private final URI url = URI.create("https://apix.us.amity.co/api/v4/authentication/token");

	private final ServerKey key = ServerKey.of("benchmark-server-key");

	private final SocialPlusUser user = SocialPlusUser.of("alice").withDisplayName("Alice");

	private final HttpResponse response = new HttpResponse(200, "text/plain", null, true,
			"0123456789abcdef0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

	@Benchmark
	public Object buildRequest() {
		return AuthTokenRequest.of(this.url, this.key, this.user);
	}

	@Benchmark
	public Object readResponse() {
		return AuthTokenResponse.readToken(this.response, Instant.EPOCH);
	}

}
