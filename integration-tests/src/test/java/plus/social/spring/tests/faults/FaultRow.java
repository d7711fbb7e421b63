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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import plus.social.spring.session.LoginMode;
import plus.social.spring.tests.Stack;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * A row of the table: a fault in a mode on a stack.
 *
 * @param stack where
 * @param mode when a login gets its token
 * @param fault what happens
 */
record FaultRow(Stack stack, LoginMode mode, Fault fault) {

	/**
	 * How many logins a row takes.
	 */
	static final int LOGINS = 8;

	/**
	 * The order on the page.
	 */
	static final Comparator<FaultRow> ORDER = Comparator.comparing(FaultRow::stack)
		.thenComparing(FaultRow::mode)
		.thenComparing(FaultRow::fault);

	/**
	 * Return every row.
	 */
	static List<FaultRow> all() {
		return Arrays.stream(Stack.values())
			.flatMap((stack) -> Arrays.stream(LoginMode.values()).flatMap((mode) -> rows(stack, mode)))
			.toList();
	}

	/**
	 * Return rows that have every fault on each stack, in the mode that waits and in the
	 * one that does not.
	 */
	static List<FaultRow> some() {
		return Stream.concat(rows(Stack.SERVLET, LoginMode.EAGER), rows(Stack.REACTIVE, LoginMode.PREFETCH)).toList();
	}

	private static Stream<FaultRow> rows(Stack stack, LoginMode mode) {
		return Arrays.stream(Fault.values()).map((fault) -> new FaultRow(stack, mode, fault));
	}

	/**
	 * Return the application's properties: the defaults where they are measured.
	 * Otherwise nobody waits long where nothing ever comes, and elsewhere long enough for
	 * a machine that is busy.
	 */
	String[] getProperties(boolean measured) {
		String mode = "socialplus.login.mode=" + this.mode.name().toLowerCase(Locale.ROOT);
		boolean loginMayWait = this.mode == LoginMode.EAGER || this.mode == LoginMode.PREFETCH;
		if (measured && loginMayWait) {
			return new String[] { mode };
		}
		boolean silent = this.fault.getOutcome().reasons().contains(Reason.TIMEOUT);
		return silent ? properties(mode, "300ms", "600ms") : properties(mode, "1m", "1m");
	}

	private static String[] properties(String mode, String attempt, String call) {
		return new String[] { mode, "socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=" + attempt,
				"socialplus.http.call-timeout=" + call };
	}

	/**
	 * Return the heading of the table that the row is in.
	 */
	String getSection() {
		return this.stack.getTitle() + ", " + this.mode.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the part of the row that does not depend on the machine.
	 */
	String getCells() {
		return "| " + this.fault.getTitle() + " | " + this.fault.getOutcome().toCells(LOGINS) + " |";
	}

	@Override
	public String toString() {
		return getSection() + ": " + this.fault.getTitle();
	}

}
