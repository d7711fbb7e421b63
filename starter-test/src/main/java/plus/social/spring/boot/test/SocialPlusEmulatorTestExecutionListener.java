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

package plus.social.spring.boot.test;

import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.session.SessionTokens;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * {@link org.springframework.test.context.TestExecutionListener} that resets the
 * emulators of the application context, and the state that the application has
 * accumulated from their faults, before each test method and its setup methods. Does
 * nothing in a test without an emulator.
 */
class SocialPlusEmulatorTestExecutionListener extends AbstractTestExecutionListener {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 100;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			reset(testContext.getApplicationContext());
		}
	}

	// State accumulated from the faults of one test must not affect the next one.
	private static void reset(ApplicationContext context) {
		if (context.getBeanNamesForType(SocialPlusEmulator.class).length > 0) {
			context.getBeanProvider(SocialPlusEmulator.class).forEach(SocialPlusEmulator::reset);
			context.getBeanProvider(SocialPlusTokenClient.class).forEach(SocialPlusTokenClient::reset);
			context.getBeanProvider(SessionTokens.class).forEach(SessionTokens::reset);
		}
	}

}
