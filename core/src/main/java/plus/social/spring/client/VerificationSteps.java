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
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusVerification.Outcome;
import plus.social.spring.client.SocialPlusVerification.Step;
import plus.social.spring.client.SocialPlusVerification.StepResult;
import plus.social.spring.token.SocialPlusException;

/**
 * Maps the outcome of a request to its steps.
 */
final class VerificationSteps {

	private VerificationSteps() {
	}

	/**
	 * Create the result of a verification.
	 * @param failure the failure, or {@code null} if a token was issued
	 * @param details what was found at each step that passed
	 * @return the result
	 */
	static SocialPlusVerification of(@Nullable SocialPlusException failure, Function<Step, @Nullable String> details) {
		Step failed = (failure != null) ? failedStep(failure) : null;
		List<StepResult> results = new ArrayList<>();
		for (Step step : Step.values()) {
			if (failed == null || step.compareTo(failed) < 0) {
				results.add(new StepResult(step, Outcome.PASSED, details.apply(step)));
			}
			else if (step == failed && failure != null) {
				results.add(new StepResult(step, Outcome.FAILED, failure.getMessage()));
			}
			else {
				results.add(new StepResult(step, Outcome.NOT_REACHED, null));
			}
		}
		return new SocialPlusVerification(failure == null, results);
	}

	private static Step failedStep(SocialPlusException failure) {
		return switch (failure.getReason()) {
			case DISABLED, SERVER_KEY_MISSING, API_KEY_MISSING, ADMIN_TOKEN_MISSING, CLIENT_CERTIFICATE_INVALID ->
				Step.CONFIGURED;
			case CONNECTION_FAILED, TIMEOUT -> failedConnection(failure);
			case TLS_FAILED -> Step.SECURED;
			case SERVER_ERROR, INVALID_RESPONSE -> Step.ANSWERED;
			case SERVER_KEY_REFUSED, CREDENTIALS_REFUSED -> Step.KEY_ACCEPTED;
			case SECURE_MODE_OFF, USER_REFUSED, USER_BANNED, RATE_LIMITED -> Step.TOKEN_ISSUED;
		};
	}

	private static Step failedConnection(SocialPlusException failure) {
		if (TransportFailure.hasCause(failure, UnknownHostException.class)) {
			return Step.RESOLVED;
		}
		boolean unconnected = TransportFailure.hasCause(failure, ConnectException.class)
				|| TransportFailure.hasCause(failure, NoRouteToHostException.class)
				|| TransportFailure.hasCause(failure, ConnectTimeoutException.class)
				|| TransportFailure.hasCause(failure, ProxyConnectException.class)
				|| TransportFailure.hasCause(failure, NoFreeConnectionException.class);
		return unconnected ? Step.CONNECTED : Step.ANSWERED;
	}

}
