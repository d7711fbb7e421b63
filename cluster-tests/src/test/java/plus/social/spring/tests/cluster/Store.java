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

import java.util.List;

/**
 * A real server that keeps the sessions of all nodes.
 */
interface Store extends AutoCloseable {

	/**
	 * Return the properties of a node that uses it.
	 * @param seconds maximum time to wait for the store
	 */
	List<String> getProperties(int seconds);

	/**
	 * Return what is in it that no session owns, or that never goes away: empty if all is
	 * well.
	 */
	List<String> findOrphans();

	/**
	 * Forget every session.
	 */
	void clear();

	/**
	 * Answer nothing, with all connections open.
	 */
	void stall();

	/**
	 * Answer again after {@link #stall()}.
	 */
	void resume();

	/**
	 * End at once.
	 */
	void end();

	/**
	 * Start again after {@link #end()}, on the same port.
	 */
	void restart();

	/**
	 * Answer questions and refuse to write.
	 */
	void refuseWrites();

	/**
	 * Write again after {@link #refuseWrites()}.
	 */
	void allowWrites();

	@Override
	void close();

}
