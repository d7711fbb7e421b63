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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * Applications that run at the same time, each in a process of its own, to be measured in
 * turn.
 */
final class RunningApplications implements AutoCloseable {

	private final Map<String, ApplicationProcess> applications = new LinkedHashMap<>();

	RunningApplications(Stack stack, List<Setup> setups, String baseUrl) {
		for (Setup setup : setups) {
			this.applications.put(setup.name(), setup.start(stack, baseUrl));
		}
	}

	Map<String, ApplicationProcess> all() {
		return this.applications;
	}

	/**
	 * Return the applications in the order of a round: each round begins with another
	 * one.
	 * @param round the number of the round
	 * @return the names and applications
	 */
	List<Entry<String, ApplicationProcess>> inOrderOf(int round) {
		List<Entry<String, ApplicationProcess>> order = new ArrayList<>(this.applications.entrySet());
		Collections.rotate(order, round);
		return order;
	}

	@Override
	public void close() {
		this.applications.values().forEach(ApplicationProcess::close);
	}

}
