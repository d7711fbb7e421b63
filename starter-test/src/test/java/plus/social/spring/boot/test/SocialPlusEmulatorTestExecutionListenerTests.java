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

import org.junit.jupiter.api.Test;

import org.springframework.context.support.StaticApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link SocialPlusEmulatorTestExecutionListener}.
 */
class SocialPlusEmulatorTestExecutionListenerTests {

	private final TestExecutionListener listener = new SocialPlusEmulatorTestExecutionListener();

	private final TestContext testContext = mock(TestContext.class);

	@Test
	void loadsNoContext() throws Exception {
		this.listener.beforeTestMethod(this.testContext);
		then(this.testContext).should(never()).getApplicationContext();
	}

	@Test
	void doesNothingWithoutEmulator() {
		given(this.testContext.hasApplicationContext()).willReturn(true);
		given(this.testContext.getApplicationContext()).willReturn(new StaticApplicationContext());
		assertThatNoException().isThrownBy(() -> this.listener.beforeTestMethod(this.testContext));
	}

}
