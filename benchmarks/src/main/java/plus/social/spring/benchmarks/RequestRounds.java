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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Requests to several applications, measured in turn, for a second each.
 */
final class RequestRounds {

	/**
	 * Each type makes the virtual machine compile some code again that all of them share,
	 * so that one round is not enough.
	 */
	private static final int WARM_UP_ROUNDS = 3;

	private final List<Contender> contenders = new ArrayList<>();

	private final int sessions;

	private final int connections;

	/**
	 * Log in to the applications.
	 * @param applications the applications
	 * @param sessions the number of sessions in each of them
	 * @param connections the number of connections
	 */
	RequestRounds(RunningApplications applications, int sessions, int connections) {
		this.sessions = sessions;
		this.connections = connections;
		applications.all()
			.forEach((name, application) -> this.contenders
				.add(new Contender(name, application, Sessions.logIn(application, sessions))));
	}

	void warmUp(List<RequestType> types) {
		for (int round = 0; round < WARM_UP_ROUNDS; round++) {
			for (RequestType type : types) {
				this.contenders.forEach((contender) -> RequestUser.send(type, contender.application(),
						contender.sessions(), this.connections, 2 * this.sessions));
			}
		}
	}

	/**
	 * Measure each type of request in each application once a round.
	 * @param types the types of requests
	 * @param rounds the number of rounds
	 * @return the results by type
	 */
	Map<RequestType, Rounds<LoadRound>> measure(List<RequestType> types, int rounds) {
		Map<RequestType, Rounds<LoadRound>> results = new EnumMap<>(RequestType.class);
		for (int round = 0; round < rounds; round++) {
			List<Contender> order = new ArrayList<>(this.contenders);
			Collections.rotate(order, round);
			for (RequestType type : types) {
				Rounds<LoadRound> all = results.computeIfAbsent(type, (key) -> new Rounds<>());
				order.forEach((contender) -> all.add(contender.name(), RequestUser.sendForOneSecond(type,
						contender.application(), contender.sessions(), this.connections)));
			}
		}
		return results;
	}

	/**
	 * Application that is measured.
	 *
	 * @param name the name in the report
	 * @param application the application
	 * @param sessions its sessions
	 */
	private record Contender(String name, ApplicationProcess application, Sessions sessions) {

	}

}
