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

package plus.social.spring.tests.cluster;

/**
 * A row of the table of sick stores.
 *
 * @param setUp where
 * @param sickness what is wrong with the store
 */
record SicknessRow(SetUp setUp, Sickness sickness) {

	/**
	 * Return how many tokens are minted for a login that cannot be stored. On the servlet
	 * stack, a session is written with the answer, after everything else: if it could be
	 * read, there is no knowing that it cannot be written.
	 */
	int getMints() {
		return (this.sickness == Sickness.READ_ONLY && !this.setUp.isReactive()) ? 1 : 0;
	}

	String getStart() {
		return "| " + this.setUp.getTitle() + " | " + this.sickness.getTitle() + " |";
	}

}
