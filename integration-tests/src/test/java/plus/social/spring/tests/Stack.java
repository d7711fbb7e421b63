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

import java.util.Arrays;
import java.util.Locale;

/**
 * A web stack. A test is about the one whose name is the last part of its package.
 */
public enum Stack {

	/**
	 * Servlet, on Tomcat.
	 */
	SERVLET("servlet"),

	/**
	 * WebFlux, on Reactor Netty.
	 */
	REACTIVE("WebFlux");

	private final String title;

	Stack(String title) {
		this.title = title;
	}

	public String getTitle() {
		return this.title;
	}

	static Stack of(Class<?> testClass) {
		return Arrays.stream(values())
			.filter((stack) -> testClass.getPackageName().endsWith("." + stack.name().toLowerCase(Locale.ROOT)))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(testClass + " is in the package of neither stack"));
	}

}
