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

import java.util.stream.Stream;

import plus.social.spring.tests.AbstractOwnerSoakTests;
import plus.social.spring.tests.TestApplication;

import org.springframework.boot.WebApplicationType;

/**
 * Tests for the owners of tokens on Reactor Netty.
 */
class OwnerSoakTests extends AbstractOwnerSoakTests {

	@Override
	protected TestApplication start(String... properties) {
		String[] all = Stream
			.concat(Stream.of(properties),
					Stream.of("spring.profiles.active=in-memory", "server.netty.max-keep-alive-requests=1"))
			.toArray(String[]::new);
		return TestApplication.startWithClient(WebApplicationType.REACTIVE, HandOverTests.Application.class, all);
	}

}
