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

package plus.social.spring.tests.reactive;

import java.util.function.Consumer;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import plus.social.spring.tests.ComparedApplications;
import plus.social.spring.testsupport.Browser;

/**
 * What the tests of logins have in common: one application for all of them, with each
 * kind of sessions, and nothing in it may block an event loop.
 */
@ExtendWith(NothingBlocksExtension.class)
abstract class AbstractLoginTests {

	@Parameter
	SessionSetup sessions;

	ComparedApplications applications() {
		return this.sessions.compare(Logins.class);
	}

	void assertTokenComesWithLogin(String userId, Consumer<Browser> login) {
		applications().assertTokenComesWithLogin(userId, login);
	}

}
