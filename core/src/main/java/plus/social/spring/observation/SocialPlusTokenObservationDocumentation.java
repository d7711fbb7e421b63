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

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Documented {@link io.micrometer.common.KeyValue KeyValues} of the observations of
 * requests for auth tokens.
 *
 * @since 0.1.0
 */
public enum SocialPlusTokenObservationDocumentation implements ObservationDocumentation {

	/**
	 * Observation of a request for an auth token with all its attempts.
	 */
	TOKEN {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultSocialPlusTokenObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

	};

	/**
	 * Names of key values with few values.
	 *
	 * @since 0.1.0
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * Number of attempts: {@code 0} if no call was made because of earlier failures,
		 * more than {@code 2} only if a key was refused.
		 */
		ATTEMPTS {

			@Override
			public String asString() {
				return "attempts";
			}

		},

		/**
		 * Server key that was used last: {@code current}, {@code previous} or
		 * {@code none}.
		 */
		KEY {

			@Override
			public String asString() {
				return "key";
			}

		},

		/**
		 * Name of a {@link TokenOutcome} in lower case, or {@code none} while the request
		 * is in progress.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/**
		 * Name of a {@link plus.social.spring.token.SocialPlusException.Reason} in lower
		 * case, or {@code none} without a failure.
		 */
		REASON {

			@Override
			public String asString() {
				return "reason";
			}

		},

		/**
		 * Region of the network, or {@code none} if the base URL is another one.
		 */
		REGION {

			@Override
			public String asString() {
				return "region";
			}

		}

	}

}
