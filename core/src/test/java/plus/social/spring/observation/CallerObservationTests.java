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

package plus.social.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CallerObservation}.
 */
class CallerObservationTests {

	private final ObservationRegistry registry = observing();

	private final Observation login = Observation.start("login", this.registry);

	private static ObservationRegistry observing() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		return registry;
	}

	@Test
	void theObservationOfTheThreadIsCaptured() {
		Context captured = this.login.scoped(() -> CallerObservation.capture(this.registry));
		assertThat(CallerObservation.find(captured, this.registry)).isSameAs(this.login);
	}

	@Test
	void theObservationOfAReactorContextIsCaptured() {
		Context caller = Context.of(CallerObservation.KEY, this.login);
		Context captured = CallerObservation.with(caller, () -> CallerObservation.capture(this.registry));
		assertThat(CallerObservation.find(captured, this.registry)).isSameAs(this.login);
		assertThat(CallerObservation.capture(this.registry).isEmpty()).as("afterwards").isTrue();
	}

	@Test
	void theObservationOfAReactorContextIsForgottenAfterAFailure() {
		Context caller = Context.of(CallerObservation.KEY, this.login);
		assertThatIllegalStateException().isThrownBy(() -> CallerObservation.with(caller, () -> {
			throw new IllegalStateException();
		}));
		assertThat(CallerObservation.capture(this.registry).isEmpty()).isTrue();
	}

	@Test
	void nothingIsCapturedWithoutAnObservation() {
		assertThat(CallerObservation.capture(this.registry).isEmpty()).isTrue();
		assertThat(CallerObservation.with(Context.empty(), () -> CallerObservation.capture(this.registry)).isEmpty())
			.isTrue();
		assertThat(CallerObservation.find(Context.empty(), this.registry)).isNull();
	}

	@Test
	void nothingIsCapturedIfNothingIsObserved() {
		Context caller = Context.of(CallerObservation.KEY, this.login);
		assertThat(CallerObservation.with(caller, () -> CallerObservation.capture(ObservationRegistry.NOOP)).isEmpty())
			.isTrue();
	}

	@Test
	void aRegistryThatFailsHasNoObservation() {
		ObservationRegistry failing = mock(ObservationRegistry.class);
		given(failing.getCurrentObservation()).willThrow(new IllegalStateException());
		assertThat(CallerObservation.capture(failing).isEmpty()).isTrue();
	}

}
