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

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.observation.DefaultSocialPlusTokenObservationConvention;
import plus.social.spring.observation.SocialPlusTokenObservationContext;
import plus.social.spring.observation.SocialPlusTokenObservationConvention;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallObservation} as part of {@link SocialPlusTokenClient}.
 */
class CallObservationTests {

	private static final String GOOD = "g00d-key-canary";

	private static final String BAD = "0ld-key-canary";

	private static final SocialPlusUser ALICE = SocialPlusUser.of("user-canary");

	private final MutableClock clock = new MutableClock();

	private final List<ServerKey> keys = new ArrayList<>(List.of(ServerKey.of(GOOD)));

	private Function<HttpRequest, Mono<HttpResponse>> socialPlus = ScriptedTransport.accepting(GOOD);

	private final ScriptedTransport transport = new ScriptedTransport((request) -> this.socialPlus.apply(request));

	private final SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusRegion.EU.getBaseUrl(),
			() -> List.copyOf(this.keys), SocialPlusClientSettings.defaults(), this.clock, (tls) -> this.transport);

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final List<SocialPlusTokenObservationContext> observed = new ArrayList<>();

	@BeforeEach
	void observe() {
		this.registry.observationConfig()
			.observationHandler(new ObservationHandler<SocialPlusTokenObservationContext>() {

				@Override
				public void onStop(SocialPlusTokenObservationContext context) {
					CallObservationTests.this.observed.add(context);
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return context instanceof SocialPlusTokenObservationContext;
				}

			});
		this.client.setObservationRegistry(this.registry);
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void aTokenIsIssued() {
		assertThat(issue()).isNotNull();
		SocialPlusTokenObservationContext context = onlyObserved();
		assertThat(context.getName()).isEqualTo("socialplus.token");
		assertThat(context.getError()).isNull();
		assertThat(values(context)).isEqualTo("attempts=1 key=current outcome=issued reason=none region=eu");
	}

	@Test
	void thePreviousKeyIsUsed() {
		this.keys.add(0, ServerKey.of(BAD));
		assertThat(issue()).isNotNull();
		assertThat(issue()).isNotNull();
		assertThat(this.observed).extracting(CallObservationTests::values)
			.containsExactly("attempts=2 key=previous outcome=issued reason=none region=eu",
					"attempts=1 key=previous outcome=issued reason=none region=eu");
	}

	@ParameterizedTest
	@CsvSource({ "401,1,refused,server_key_refused", "403,1,refused,secure_mode_off", "422,1,refused,user_refused",
			"429,1,limited,rate_limited", "500,2,unavailable,server_error", "302,1,unavailable,invalid_response" })
	void aResponseHasAnOutcomeAndAReason(int status, int attempts, String outcome, String reason) {
		this.socialPlus = (request) -> ScriptedTransport.status(status);
		assertThat(issue()).isNull();
		SocialPlusTokenObservationContext context = onlyObserved();
		assertThat(context.getError()).isInstanceOf(SocialPlusException.class);
		assertThat(values(context))
			.isEqualTo("attempts=%d key=current outcome=%s reason=%s region=eu".formatted(attempts, outcome, reason));
	}

	@Test
	void aConnectionThatIsRefusedIsTwoAttempts() {
		this.socialPlus = (request) -> Mono.error(new ConnectException());
		issue();
		assertThat(values(onlyObserved()))
			.isEqualTo("attempts=2 key=current outcome=unavailable reason=connection_failed region=eu");
	}

	@Test
	void aTimeoutIsAnOutcome() {
		this.socialPlus = (request) -> Mono.error(new TimeoutException());
		issue();
		assertThat(values(onlyObserved())).isEqualTo("attempts=1 key=current outcome=timeout reason=timeout region=eu");
	}

	@Test
	void aCancelledCallIsAnOutcome() {
		this.socialPlus = (request) -> Mono.never();
		this.client.warmUp().block();
		this.client.issueToken(ALICE).subscribe().dispose();
		assertThat(values(onlyObserved())).isEqualTo("attempts=1 key=current outcome=cancelled reason=none region=eu");
	}

	@Test
	void noAttemptIsMadeDuringABackOff() {
		this.socialPlus = (request) -> ScriptedTransport.status(401);
		issue();
		this.observed.clear();
		issue();
		assertThat(values(onlyObserved()))
			.isEqualTo("attempts=0 key=none outcome=refused reason=server_key_refused region=eu");
	}

	@Test
	void noAttemptIsMadeWithoutAKey() {
		this.keys.clear();
		issue();
		assertThat(values(onlyObserved()))
			.isEqualTo("attempts=0 key=none outcome=unavailable reason=server_key_missing region=eu");
	}

	@Test
	void aBaseUrlOfItsOwnHasNoRegion() {
		SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusBaseUrl.of("http://localhost:1"),
				() -> this.keys, SocialPlusClientSettings.defaults(), this.clock, (tls) -> this.transport);
		client.setObservationRegistry(this.registry);
		client.issueToken(ALICE).block();
		assertThat(onlyObserved().getRegion()).isNull();
		client.close();
	}

	@ParameterizedTest
	@CsvSource({ "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01,true", "user-canary,false",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x,false" })
	void aTraceIsPropagatedOnRequest(String traceParent, boolean valid) {
		List<String> sent = new ArrayList<>();
		this.socialPlus = (request) -> {
			sent.add(String.valueOf(request.getHeaders().get("traceparent")));
			assertThat(request.getHeaders()).containsEntry("x-server-key", GOOD).doesNotContainKeys("baggage", "b3");
			return ScriptedTransport.accepting(GOOD).apply(request);
		};
		this.registry.observationConfig().observationHandler(new PropagatingHandler(traceParent));
		issue();
		this.client.setTracePropagated(true);
		issue();
		assertThat(sent).containsExactly("null", valid ? traceParent : "null");
	}

	@Test
	void theObservationOfTheThreadIsTheParent() {
		Observation login = Observation.start("login", this.registry);
		login.scoped(() -> issue());
		assertThat(onlyObserved().getParentObservation()).isSameAs(login);
	}

	@Test
	void theObservationOfTheReactorContextIsTheParent() {
		Observation login = Observation.start("login", this.registry);
		this.client.issueToken(ALICE).contextWrite((context) -> context.put("micrometer.observation", login)).block();
		ObservationView parent = onlyObserved().getParentObservation();
		assertThat(parent).isSameAs(login);
	}

	@Test
	void withoutAHandlerNothingIsObserved() {
		this.client.setObservationRegistry(ObservationRegistry.create());
		assertThat(issue()).isNotNull();
		assertThat(this.observed).isEmpty();
	}

	@Test
	void aConventionChangesTheName() {
		this.client.setObservationConvention(new DefaultSocialPlusTokenObservationConvention("chat.token"));
		issue();
		assertThat(onlyObserved().getName()).isEqualTo("chat.token");
	}

	@ParameterizedTest
	@EnumSource
	void aHandlerThatFailsDoesNotFailTheCall(Moment moment) {
		this.registry.observationConfig().observationHandler(new FailingHandler(moment));
		assertThat(issue()).isNotNull();
		this.socialPlus = (request) -> ScriptedTransport.status(422);
		assertThat(issue()).isNull();
		assertThat(this.client.getStatus().calls().issued()).isOne();
	}

	@Test
	void aConventionThatFailsDoesNotFailTheCall() {
		this.client.setObservationConvention(new SocialPlusTokenObservationConvention() {

			@Override
			public String getName() {
				throw new IllegalStateException("name");
			}

			@Override
			public KeyValues getLowCardinalityKeyValues(SocialPlusTokenObservationContext context) {
				throw new IllegalStateException("values");
			}

		});
		assertThat(issue()).isNotNull();
	}

	@Test
	void aConventionWithoutValuesDoesNotFailTheCall() {
		this.client.setObservationConvention(new SocialPlusTokenObservationConvention() {

			@Override
			public String getName() {
				return null;
			}

			@Override
			public String getContextualName(SocialPlusTokenObservationContext context) {
				return null;
			}

			@Override
			public KeyValues getLowCardinalityKeyValues(SocialPlusTokenObservationContext context) {
				return null;
			}

			@Override
			public KeyValues getHighCardinalityKeyValues(SocialPlusTokenObservationContext context) {
				return null;
			}

		});
		assertThat(issue()).isNotNull();
	}

	@Test
	void aRegistryThatFailsDoesNotFailTheCall() {
		this.client.setObservationRegistry(new FailingRegistry(false));
		assertThat(issue()).isNotNull();
		this.client.setObservationRegistry(new FailingRegistry(true));
		assertThat(issue()).isNotNull();
	}

	@Test
	void noSecretAndNoUserIsObserved() {
		this.keys.add(0, ServerKey.of(BAD));
		for (int status : new int[] { 200, 401, 403, 422, 429, 500 }) {
			this.socialPlus = (request) -> ScriptedTransport.status(status);
			issue();
			this.clock.advance(Duration.ofMinutes(2));
		}
		assertThat(this.observed).hasSize(6)
			.allSatisfy((context) -> assertThat(context.toString() + context.getError() + context.getAllKeyValues())
				.doesNotContain("canary")
				.doesNotContain("t0ken"));
	}

	@Test
	void thousandsOfUsersHaveFewKeyValues() {
		int[] statuses = { 200, 200, 200, 422, 429, 302, 200 };
		for (int i = 0; i < 10_000; i++) {
			int status = (i % 1000 == 0) ? 500 : statuses[i % statuses.length];
			this.socialPlus = (request) -> ScriptedTransport.status(status);
			this.client.issueToken(SocialPlusUser.of("user" + i))
				.onErrorResume(SocialPlusException.class, (ex) -> Mono.empty())
				.block();
		}
		assertThat(this.observed).hasSize(10_000);
		assertThat(this.observed.stream().map(CallObservationTests::values).distinct()).hasSizeLessThan(20);
	}

	private SocialPlusAuthToken issue() {
		return this.client.issueToken(ALICE).onErrorResume(SocialPlusException.class, (ex) -> Mono.empty()).block();
	}

	private SocialPlusTokenObservationContext onlyObserved() {
		assertThat(this.observed).hasSize(1);
		return this.observed.get(0);
	}

	private static String values(SocialPlusTokenObservationContext context) {
		List<String> values = new ArrayList<>();
		context.getLowCardinalityKeyValues().forEach((value) -> values.add(value.getKey() + "=" + value.getValue()));
		return String.join(" ", values);
	}

	enum Moment {

		START, STOP, ERROR, SUPPORTS

	}

	/**
	 * A handler that fails at one moment.
	 */
	private record FailingHandler(Moment moment) implements ObservationHandler<Observation.Context> {

		@Override
		public void onStart(Observation.Context context) {
			fail(Moment.START);
		}

		@Override
		public void onStop(Observation.Context context) {
			fail(Moment.STOP);
		}

		@Override
		public void onError(Observation.Context context) {
			fail(Moment.ERROR);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			fail(Moment.SUPPORTS);
			return true;
		}

		private void fail(Moment now) {
			if (now == this.moment) {
				throw new IllegalStateException("A handler failed");
			}
		}

	}

	/**
	 * A registry that fails.
	 */
	private record FailingRegistry(boolean immediately) implements ObservationRegistry {

		@Override
		public boolean isNoop() {
			if (this.immediately) {
				throw new IllegalStateException("A registry failed");
			}
			return false;
		}

		@Override
		public Observation getCurrentObservation() {
			throw new IllegalStateException("A registry failed");
		}

		@Override
		public Observation.Scope getCurrentObservationScope() {
			throw new IllegalStateException("A registry failed");
		}

		@Override
		public void setCurrentObservationScope(Observation.Scope current) {
			throw new IllegalStateException("A registry failed");
		}

		@Override
		public ObservationConfig observationConfig() {
			throw new IllegalStateException("A registry failed");
		}

	}

	/**
	 * Handler that propagates a trace as Micrometer's tracing does.
	 */
	private record PropagatingHandler(String traceParent) implements ObservationHandler<SenderContext<Object>> {

		@Override
		public void onStart(SenderContext<Object> context) {
			Object carrier = context.getCarrier();
			context.getSetter().set(carrier, "traceparent", this.traceParent);
			context.getSetter().set(carrier, "baggage", "user=canary");
			context.getSetter().set(carrier, "b3", "0");
			context.getSetter().set(carrier, "x-server-key", "other");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof SenderContext;
		}

	}

}
