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

import java.util.Arrays;
import java.util.Locale;

import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DefaultSocialPlusTokenObservationConvention},
 * {@link SocialPlusTokenObservationDocumentation} and {@link TokenOutcome}.
 */
class SocialPlusTokenObservationConventionTests {

	private final SocialPlusTokenObservationConvention convention = new DefaultSocialPlusTokenObservationConvention();

	@Test
	void everyKeyValueIsDocumented() {
		SocialPlusTokenObservationDocumentation documentation = SocialPlusTokenObservationDocumentation.TOKEN;
		assertThat(documentation.getDefaultConvention()).isEqualTo(this.convention.getClass());
		assertThat(this.convention.getLowCardinalityKeyValues(new SocialPlusTokenObservationContext("eu"))
			.stream()
			.map(KeyValue::getKey)).containsExactlyInAnyOrderElementsOf(
					Arrays.stream(documentation.getLowCardinalityKeyNames()).map(KeyName::asString).toList());
		assertThat(this.convention.getHighCardinalityKeyValues(new SocialPlusTokenObservationContext("eu"))).isEmpty();
	}

	@Test
	void whatIsNotKnownIsNone() {
		assertThat(this.convention.getLowCardinalityKeyValues(new SocialPlusTokenObservationContext(null))
			.stream()
			.map(KeyValue::getValue)).containsExactly("0", "none", "none", "none", "none");
	}

	@Test
	void attemptsAreBounded() {
		SocialPlusTokenObservationContext context = new SocialPlusTokenObservationContext(null);
		for (int i = 0; i < 100; i++) {
			context.addAttempt();
		}
		assertThat(this.convention.getLowCardinalityKeyValues(context).stream()).first()
			.isEqualTo(KeyValue.of("attempts", "4"));
	}

	@ParameterizedTest
	@EnumSource
	void everyReasonHasAnOutcomeOfAFailure(Reason reason) {
		assertThat(TokenOutcome.of(new SocialPlusException(reason, "Failed"))).isNotIn(TokenOutcome.ISSUED,
				TokenOutcome.CANCELLED);
		SocialPlusTokenObservationContext context = new SocialPlusTokenObservationContext(null);
		context.setError(new SocialPlusException(reason, "Failed"));
		assertThat(this.convention.getLowCardinalityKeyValues(context).stream())
			.contains(KeyValue.of("reason", reason.name().toLowerCase(Locale.ROOT)));
	}

	@Test
	void aFailureOfAnotherKindIsUnavailable() {
		assertThat(TokenOutcome.of(new IllegalStateException())).isEqualTo(TokenOutcome.UNAVAILABLE);
	}

}
