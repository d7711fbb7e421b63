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
import java.util.Map;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SwappableTransport}.
 */
class SwappableTransportTests {

	private static final HttpRequest CALL = new HttpRequest(URI.create("http://localhost"), Map.of(), new byte[0]);

	private final Sinks.One<HttpResponse> answer = Sinks.one();

	private final ScriptedTransport first = new ScriptedTransport(this.answer.asMono());

	private final ScriptedTransport second = new ScriptedTransport(ScriptedTransport.status(200));

	private final SwappableTransport transport = new SwappableTransport(this.first);

	@Test
	void aCallUnderWayFinishesWhereItBegan() {
		Disposable call = this.transport.send(CALL).subscribe();
		this.transport.swap(this.second, () -> true);
		assertThat(this.first.isClosed()).isFalse();
		StepVerifier.create(this.transport.send(CALL)).expectNextCount(1).verifyComplete();
		assertThat(this.second.getCalls()).hasSize(1);
		assertThat(this.first.isClosed()).isFalse();
		this.answer.tryEmitValue(new HttpResponse(200, null, null, true, new byte[0]));
		assertThat(call.isDisposed()).isTrue();
		assertThat(this.first.isClosed()).isTrue();
		assertThat(this.second.isClosed()).isFalse();
	}

	@Test
	void aCallThatIsGivenUpOrFailsIsNoLongerUnderWay() {
		Disposable call = this.transport.send(CALL).subscribe();
		Disposable other = this.transport.send(CALL).onErrorResume((ex) -> Mono.empty()).subscribe();
		this.transport.swap(this.second, () -> true);
		call.dispose();
		assertThat(this.first.isClosed()).isFalse();
		this.answer.tryEmitError(new IllegalStateException());
		assertThat(other.isDisposed()).isTrue();
		assertThat(this.first.isClosed()).isTrue();
	}

	@Test
	void anIdleTransportIsClosedAtOnce() {
		this.transport.swap(this.second, () -> true);
		assertThat(this.first.isClosed()).isTrue();
		this.transport.warmUp();
		assertThat(this.second.isWarm()).isTrue();
		this.transport.close();
		assertThat(this.second.isClosed()).isTrue();
	}

	@Test
	void oneThatIsNotWantedAnyMoreIsClosedInstead() {
		this.transport.swap(this.second, () -> false);
		assertThat(this.second.isClosed()).isTrue();
		assertThat(this.first.isClosed()).isFalse();
	}

	@Test
	void oneThatComesAfterTheEndIsClosed() {
		this.transport.close();
		this.transport.swap(this.second, () -> true);
		assertThat(this.second.isClosed()).isTrue();
	}

	@Test
	void closingDoesNotWaitForCalls() {
		this.transport.send(CALL).subscribe();
		this.transport.close();
		assertThat(this.first.isClosed()).isTrue();
	}

}
