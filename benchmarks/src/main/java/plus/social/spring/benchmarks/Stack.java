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

import java.util.List;
import java.util.Locale;

/**
 * Web stack of the application.
 */
enum Stack {

	/**
	 * Spring MVC on Tomcat with its 200 threads.
	 */
	SERVLET("JSESSIONID"),

	/**
	 * WebFlux on Netty.
	 */
	REACTIVE("SESSION");

	private final String cookie;

	Stack(String cookie) {
		this.cookie = cookie;
	}

	String getCookie() {
		return this.cookie;
	}

	static List<Stack> of(String name) {
		return "both".equals(name) ? List.of(values()) : List.of(valueOf(name.toUpperCase(Locale.ROOT)));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
