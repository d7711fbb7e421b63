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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Result of {@link SocialPlusTokenClient#verify}: how far a request for a token got, and
 * what to do about the step that failed. Contains no secret.
 *
 * @param successful whether a token was issued
 * @param steps the steps in their order
 * @since 0.1.0
 */
public record SocialPlusVerification(boolean successful, List<StepResult> steps) {

	/**
	 * Create a result.
	 * @param successful whether a token was issued
	 * @param steps the steps in their order
	 */
	public SocialPlusVerification {
		steps = List.copyOf(steps);
	}

	/**
	 * A step of a request.
	 *
	 * @since 0.1.0
	 */
	public enum Step {

		/**
		 * There is a server key, and the client certificate is valid.
		 */
		CONFIGURED,

		/**
		 * The name of the host is known.
		 */
		RESOLVED,

		/**
		 * A connection is established.
		 */
		CONNECTED,

		/**
		 * The TLS handshake is complete.
		 */
		SECURED,

		/**
		 * Social Plus has answered in time.
		 */
		ANSWERED,

		/**
		 * Social Plus has accepted a server key.
		 */
		KEY_ACCEPTED,

		/**
		 * The response has a valid token.
		 */
		TOKEN_ISSUED

	}

	/**
	 * Outcome of a step.
	 *
	 * @since 0.1.0
	 */
	public enum Outcome {

		/**
		 * The step succeeded.
		 */
		PASSED,

		/**
		 * The step failed.
		 */
		FAILED,

		/**
		 * An earlier step failed.
		 */
		NOT_REACHED

	}

	/**
	 * Result of a step.
	 *
	 * @param step the step
	 * @param outcome its outcome
	 * @param detail what was found or, if it failed, what to do; {@code null} if there is
	 * nothing to say
	 * @since 0.1.0
	 */
	public record StepResult(Step step, Outcome outcome, @Nullable String detail) {

	}

}
