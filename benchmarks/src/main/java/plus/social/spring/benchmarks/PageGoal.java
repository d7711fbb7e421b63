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

package plus.social.spring.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * Most that the starter may add to a request.
 *
 * @param cpu the maximum ratio of the processor time
 * @param rate the minimum ratio of the rate
 * @param kilobytes the maximum of additional allocation, in kilobytes
 */
record PageGoal(double cpu, double rate, double kilobytes) {

	private static final PageGoal PAGE = new PageGoal(1.05, 0.97, 1);

	private static final PageGoal PAGE_WITH_REVOCATION = new PageGoal(1.06, 0, 1.2);

	private static final PageGoal ENDPOINT = new PageGoal(1.10, 0, 3);

	private static final PageGoal NOTHING = new PageGoal(1, 0, 0.3);

	/**
	 * Return the goal of a request.
	 * @param type the type of the request
	 * @param revoking whether logouts revoke access tokens
	 * @return the goal, or {@code null} if there is none
	 */
	static @Nullable PageGoal of(RequestType type, boolean revoking) {
		return switch (type) {
			case PAGE -> revoking ? PAGE_WITH_REVOCATION : PAGE;
			case PUBLIC, PUBLIC_WITH_SESSION, STATIC, API -> NOTHING;
			case ENDPOINT -> ENDPOINT;
			case RENEWAL -> null;
		};
	}

	void verify(String name, Values cpuRatios, Values rateRatios, Values addedKilobytes, Report report) {
		// Half of the rounds are above 1 if nothing is added at all.
		double cpuRatio = (this.cpu > 1) ? cpuRatios.median() : cpuRatios.lowerQuartile();
		report.verdict(cpuRatio <= this.cpu, "%s: processor time %.2f of that without, at most %.2f", name, cpuRatio,
				this.cpu);
		if (this.rate > 0) {
			report.verdict(rateRatios.median() >= this.rate, "%s: %.2f of the rate without, at least %.2f", name,
					rateRatios.median(), this.rate);
		}
		report.verdict(addedKilobytes.median() <= this.kilobytes, "%s: %.2f KB more for each, at most %.2f", name,
				addedKilobytes.median(), this.kilobytes);
	}

}
