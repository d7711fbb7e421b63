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

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A test that proves a mechanism on a stack.
 *
 * @param mechanism what it proves
 * @param stack where
 * @param test the test's class and method
 */
record Proof(LoginMechanism mechanism, Stack stack, String test) implements Comparable<Proof> {

	static Set<Proof> of(Class<?> testClass, Method method) {
		Proves proves = method.getAnnotation(Proves.class);
		if (proves == null) {
			return Set.of();
		}
		String test = testClass.getSimpleName() + "." + method.getName();
		return Arrays.stream(proves.value())
			.map((mechanism) -> new Proof(mechanism, Stack.of(testClass), test))
			.collect(Collectors.toSet());
	}

	static Proof parse(String text) {
		String[] words = text.split(" ");
		return new Proof(LoginMechanism.valueOf(words[0]), Stack.valueOf(words[1]), words[2]);
	}

	String format() {
		return this.mechanism.name() + " " + this.stack.name() + " " + this.test;
	}

	@Override
	public int compareTo(Proof other) {
		return Comparator.comparing(Proof::mechanism)
			.thenComparing(Proof::stack)
			.thenComparing(Proof::test)
			.compare(this, other);
	}

}
