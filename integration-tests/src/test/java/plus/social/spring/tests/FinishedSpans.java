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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The spans of an application that have ended.
 */
public final class FinishedSpans extends SpanHandler {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final List<Span> spans = new CopyOnWriteArrayList<>();

	@Override
	public boolean end(TraceContext context, MutableSpan span, Cause cause) {
		this.spans.add(new Span(String.valueOf(span.name()), span.traceId(), span.id(), span.parentId(), span.tags()));
		return true;
	}

	List<Span> await(String name, int number) {
		return await((span) -> span.name().equalsIgnoreCase(name), number);
	}

	/**
	 * Wait for requests with a form.
	 */
	List<Span> awaitRequests(String path, int number) {
		return await(
				(span) -> span.name().toLowerCase().startsWith("http post") && path.equals(span.tags().get("http.url")),
				number);
	}

	Span awaitRequest(String path) {
		return awaitRequests(path, 1).get(0);
	}

	private List<Span> await(Predicate<Span> condition, int number) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.spans.stream().filter(condition)).as(() -> this.spans.toString())
				.hasSize(number));
		return this.spans.stream().filter(condition).toList();
	}

	/**
	 * Return whether a span is a descendant of another one.
	 */
	boolean isBelow(Span span, Span ancestor) {
		String parent = span.parentId();
		while (parent != null && !parent.equals(ancestor.id())) {
			String id = parent;
			parent = this.spans.stream()
				.filter((each) -> each.id().equals(id))
				.map(Span::parentId)
				.findFirst()
				.orElse(null);
		}
		return parent != null;
	}

	@Override
	public String toString() {
		return this.spans.stream().map(Span::toString).collect(Collectors.joining("\n"));
	}

	/**
	 * A span that has ended.
	 *
	 * @param name its name
	 * @param traceId the id of its trace
	 * @param id its id
	 * @param parentId the id of its parent
	 * @param tags its tags
	 */
	record Span(String name, String traceId, String id, @Nullable String parentId, Map<String, String> tags) {

	}

}
