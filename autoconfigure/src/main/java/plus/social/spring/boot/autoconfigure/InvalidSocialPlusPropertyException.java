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

package plus.social.spring.boot.autoconfigure;

/**
 * Thrown when a property has an invalid value. The message never contains the value,
 * which may be a secret.
 */
final class InvalidSocialPlusPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String advice;

	InvalidSocialPlusPropertyException(String property, String problem, String advice) {
		super("Property '" + property + "' is invalid: " + problem);
		this.property = property;
		this.advice = advice;
	}

	/**
	 * Check a value with a factory that refuses invalid values.
	 * @param property the name of the property
	 * @param factory the factory, which throws an {@link IllegalArgumentException} whose
	 * message does not contain the value
	 * @param advice where to find the correct value
	 * @throws InvalidSocialPlusPropertyException if the factory refuses the value
	 */
	static void check(String property, Runnable factory, String advice) {
		try {
			factory.run();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSocialPlusPropertyException(property, ex.getMessage() + ".", advice);
		}
	}

	/**
	 * Check that a value is valid.
	 * @param property the name of the property
	 * @param valid whether the value is valid
	 * @param problem the problem of an invalid value
	 * @throws InvalidSocialPlusPropertyException if the value is invalid
	 */
	static void check(String property, boolean valid, String problem) {
		if (!valid) {
			throw new InvalidSocialPlusPropertyException(property, problem, "Correct its value, or remove it.");
		}
	}

	String getProperty() {
		return this.property;
	}

	String getAdvice() {
		return this.advice;
	}

}
