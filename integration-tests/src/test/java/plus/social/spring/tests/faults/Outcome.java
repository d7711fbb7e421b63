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

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import plus.social.spring.token.SocialPlusException.Reason;

/**
 * What must become of every login's token under a fault: either each gets one, or none
 * does.
 *
 * @param reasons why there is none, any of these; empty where there must be tokens
 */
record Outcome(Set<Reason> reasons) {

	/**
	 * Every login has its token nevertheless.
	 */
	static Outcome token() {
		return new Outcome(EnumSet.noneOf(Reason.class));
	}

	/**
	 * No login has a token.
	 */
	static Outcome refused(Reason... reasons) {
		return new Outcome(EnumSet.copyOf(Arrays.asList(reasons)));
	}

	boolean hasToken() {
		return this.reasons.isEmpty();
	}

	/**
	 * Return the cells of the table that do not depend on the machine: logins tried and
	 * succeeded, tokens, and tokens refused with the reason.
	 */
	String toCells(int logins) {
		String refused = this.reasons.stream().map(Reason::name).collect(Collectors.joining(" or "));
		return logins + " | " + logins + " | " + (hasToken() ? logins : 0) + " | "
				+ (hasToken() ? "0" : logins + " (" + refused + ")");
	}

}
