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

import org.springframework.context.annotation.Import;

/**
 * One application with every login, each in an area of its own.
 */
@ReactiveApplication
@Import({ FormLoginTests.Chains.class, HandBuiltChainTests.Chains.class, OAuth2LoginTests.Chains.class,
		OneTimeTokenTests.Chains.class, ProgrammaticLoginTests.Chains.class, CustomFilterTests.Chains.class,
		SwitchUserTests.Chains.class, BasicTests.Chains.class, LogoutTests.Chains.class,
		NothingHappensTests.Chains.class })
class Logins {

}
