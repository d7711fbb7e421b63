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

import java.util.Locale;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;
import plus.social.spring.observation.SocialPlusTokenObservationDocumentation.LowCardinalityKeyNames;

/**
 * Default {@link SocialPlusTokenObservationConvention}.
 *
 * @since 0.1.0
 */
public class DefaultSocialPlusTokenObservationConvention implements SocialPlusTokenObservationConvention {

	private static final int MAX_ATTEMPTS = 4;

	private final String name;

	/**
	 * Create a convention with the default name {@code socialplus.token}.
	 */
	public DefaultSocialPlusTokenObservationConvention() {
		this("socialplus.token");
	}

	/**
	 * Create a convention with another name.
	 * @param name the name of the observation
	 */
	public DefaultSocialPlusTokenObservationConvention(String name) {
		this.name = name;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public String getContextualName(SocialPlusTokenObservationContext context) {
		return "socialplus issue token";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(SocialPlusTokenObservationContext context) {
		return KeyValues.of(attempts(context), key(context), outcome(context), reason(context), region(context));
	}

	private static KeyValue attempts(SocialPlusTokenObservationContext context) {
		return LowCardinalityKeyNames.ATTEMPTS
			.withValue(Integer.toString(Math.min(context.getAttempts(), MAX_ATTEMPTS)));
	}

	private static KeyValue key(SocialPlusTokenObservationContext context) {
		Boolean current = context.getCurrentKey();
		return LowCardinalityKeyNames.KEY
			.withValue((current != null) ? (current ? "current" : "previous") : KeyValue.NONE_VALUE);
	}

	private static KeyValue outcome(SocialPlusTokenObservationContext context) {
		return LowCardinalityKeyNames.OUTCOME.withValue(lowerCase(context.getOutcome()));
	}

	private static KeyValue reason(SocialPlusTokenObservationContext context) {
		return LowCardinalityKeyNames.REASON.withValue(lowerCase(context.getReason()));
	}

	private static KeyValue region(SocialPlusTokenObservationContext context) {
		String region = context.getRegion();
		return LowCardinalityKeyNames.REGION.withValue((region != null) ? region : KeyValue.NONE_VALUE);
	}

	private static String lowerCase(@Nullable Enum<?> value) {
		return (value != null) ? value.name().toLowerCase(Locale.ROOT) : KeyValue.NONE_VALUE;
	}

}
