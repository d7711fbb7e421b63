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

import org.springframework.boot.WebApplicationType;

/**
 * Starts an application with form login on each stack, for a {@link ChildJvm}.
 */
public final class FormLoginApplications {

	private FormLoginApplications() {
	}

	/**
	 * Run the applications until the JVM is ended.
	 * @param properties their properties
	 */
	public static void main(String... properties) {
		start(WebApplicationType.SERVLET, plus.social.spring.tests.servlet.FormLoginApplication.class, properties);
		start(WebApplicationType.REACTIVE, plus.social.spring.tests.reactive.FormLoginApplication.class, properties);
	}

	private static void start(WebApplicationType type, Class<?> configuration, String... properties) {
		ChildJvm.printPort(TestApplication.startWithClient(type, configuration, properties).getPort());
	}

}
