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

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

import org.springframework.core.io.buffer.DataBufferLimitException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TransportFailure}.
 */
class TransportFailureTests {

	static Stream<Arguments> failures() {
		return Stream.of(Arguments.of(new ConnectException("refused"), Reason.CONNECTION_FAILED),
				Arguments.of(new UnknownHostException("host"), Reason.CONNECTION_FAILED),
				Arguments.of(new IOException("reset"), Reason.CONNECTION_FAILED),
				Arguments.of(new RuntimeException(new IOException("reset")), Reason.CONNECTION_FAILED),
				Arguments.of(new ConnectTimeoutException("late"), Reason.TIMEOUT),
				Arguments.of(ReadTimeoutException.INSTANCE, Reason.TIMEOUT),
				Arguments.of(new TimeoutException("late"), Reason.TIMEOUT),
				Arguments.of(new RuntimeException(new TimeoutException("late")), Reason.TIMEOUT),
				Arguments.of(new PoolAcquireTimeoutException(java.time.Duration.ofSeconds(1)), Reason.TIMEOUT),
				Arguments.of(new SSLHandshakeException("untrusted"), Reason.TLS_FAILED),
				Arguments.of(new IOException(new SSLHandshakeException("untrusted")), Reason.TLS_FAILED),
				Arguments.of(new SSLException("no proxy", new ProxyConnectException("407")), Reason.CONNECTION_FAILED),
				Arguments.of(new DataBufferLimitException("much"), Reason.INVALID_RESPONSE),
				Arguments.of(new IllegalArgumentException("odd"), Reason.INVALID_RESPONSE));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void hasAReasonAndItsCause(Throwable failure, Reason reason) {
		SocialPlusException exception = TransportFailure.translate(failure);
		assertThat(exception.getReason()).isEqualTo(reason);
		assertThat(exception).hasCause(failure).hasMessageContaining("Social Plus");
	}

	@Test
	void leavesAReasonAsItIs() {
		SocialPlusException exception = new SocialPlusException(Reason.RATE_LIMITED, "slow down");
		assertThat(TransportFailure.translate(exception)).isSameAs(exception);
	}

}
