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

package plus.social.spring.tests.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import plus.social.spring.token.SocialPlusException.Reason;

/**
 * What was measured in a row. Times are in nanoseconds.
 */
final class FaultRowResult {

	private final List<Long> times = new ArrayList<>();

	private final List<Long> referenceTimes = new ArrayList<>();

	private final List<Reason> refused = new ArrayList<>();

	private int withLogin;

	private int late;

	private int needs;

	private int calls;

	void addTimes(long time, long referenceTime) {
		this.times.add(time);
		this.referenceTimes.add(referenceTime);
	}

	/**
	 * Count that somebody asked for a token and no earlier answer could do.
	 */
	void addNeed() {
		this.needs++;
	}

	void addWithLogin() {
		this.withLogin++;
	}

	void addLate() {
		this.late++;
	}

	void addRefused(Reason reason) {
		this.refused.add(reason);
	}

	void setCalls(int calls) {
		this.calls = calls;
	}

	int getTokens() {
		return this.withLogin + this.late;
	}

	List<Reason> getRefused() {
		return this.refused;
	}

	int getCalls() {
		return this.calls;
	}

	/**
	 * Return how many calls may be made: one for each need, a tenth of that again, and
	 * one more.
	 */
	int getMostCalls() {
		return this.needs + this.needs / 10 + 1;
	}

	/**
	 * Return the part of the row that may be another one in the next run: tokens that
	 * were late, calls, and the median and most of what was added to a login.
	 */
	String toCells() {
		long reference = median(this.referenceTimes);
		return " " + this.late + " | " + this.calls + " | " + millis(median(this.times) - reference) + " | "
				+ millis(Collections.max(this.times) - reference) + " |";
	}

	private static long median(List<Long> values) {
		return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
	}

	private static long millis(long nanos) {
		return Math.max(0, Math.round(nanos / 1e6));
	}

}
