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

package plus.social.spring.tests;

import java.util.Map;
import java.util.Set;

/**
 * The sessions of a running application as the server has them, seen without a request.
 */
public interface ServerSessions {

	/**
	 * Return what a session holds at this moment.
	 * @param id the id of the session
	 * @return its attributes, none if there is no such session
	 */
	Map<String, Object> getAttributes(String id);

	/**
	 * Put something into a session.
	 * @param id the id of the session
	 * @param name the name of the attribute
	 * @param value its value
	 */
	void setAttribute(String id, String name, Object value);

	/**
	 * Return the ids of the sessions that there are.
	 */
	Set<String> getIds();

	/**
	 * End a session, as a server does when it has not been used for too long.
	 * @param id the id of the session
	 */
	void expire(String id);

	/**
	 * Return how many sessions have been created since the start.
	 */
	long getCreated();

}
