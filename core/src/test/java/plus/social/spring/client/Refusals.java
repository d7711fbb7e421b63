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

package plus.social.spring.client;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said about text that is refused: one of a few sentences, the same but for
 * numbers whatever the text, so none can repeat it.
 */
final class Refusals {

	private static final Pattern NUMBER = Pattern.compile("[0-9]+");

	private final Function<String, ?> reader;

	private final Set<String> sentences;

	private Refusals(Function<String, ?> reader, Set<String> sentences) {
		this.reader = reader;
		this.sentences = sentences;
	}

	static Refusals of(Function<String, ?> reader, String... examples) {
		return new Refusals(reader,
				Stream.of(examples)
					.map((example) -> withoutNumbers(refusal(reader, example)))
					.collect(Collectors.toSet()));
	}

	void assertRefused(String text) {
		assertMessage(refusal(this.reader, text));
	}

	void assertMessage(String message) {
		assertThat(this.sentences).contains(withoutNumbers(message));
	}

	private static String refusal(Function<String, ?> reader, String text) {
		try {
			reader.apply(text);
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).hasNoCause();
			return String.valueOf(ex.getMessage());
		}
		throw new AssertionError("Accepted: " + text);
	}

	static String withoutNumbers(String message) {
		return NUMBER.matcher(message).replaceAll("#");
	}

}
