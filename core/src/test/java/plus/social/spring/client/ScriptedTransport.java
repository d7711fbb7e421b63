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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import reactor.core.publisher.Mono;

/**
 * {@link HttpTransport} with scripted responses, one after the other; the last one is
 * repeated.
 */
final class ScriptedTransport implements HttpTransport {

	private final List<Mono<HttpResponse>> answers;

	private final List<HttpRequest> calls = new ArrayList<>();

	private final Function<HttpRequest, Mono<HttpResponse>> otherwise;

	private Consumer<Runnable> connect = Runnable::run;

	private boolean warm;

	private boolean closed;

	@SafeVarargs
	ScriptedTransport(Mono<HttpResponse>... answers) {
		this.answers = new ArrayList<>();
		for (Mono<HttpResponse> answer : answers) {
			this.answers.add(answer);
		}
		Mono<HttpResponse> last = answers[answers.length - 1];
		this.otherwise = (call) -> last;
	}

	ScriptedTransport(Function<HttpRequest, Mono<HttpResponse>> answer) {
		this.answers = new ArrayList<>();
		this.otherwise = answer;
	}

	static Mono<HttpResponse> status(int status) {
		return Mono.fromSupplier(() -> new HttpResponse(status, "text/plain", null, true, "t0ken".getBytes()));
	}

	/**
	 * Respond as Social Plus does to a server key.
	 * @param key the key that is accepted; others are refused
	 */
	static Function<HttpRequest, Mono<HttpResponse>> accepting(String key) {
		return (request) -> status(
				key.equals(request.getHeaders().get(AuthTokenRequest.SERVER_KEY_HEADER)) ? 200 : 401);
	}

	@Override
	public Mono<HttpResponse> send(HttpRequest call, Runnable onSent) {
		return Mono.defer(() -> {
			this.connect.accept(onSent);
			synchronized (this) {
				this.calls.add(call);
				return this.answers.isEmpty() ? this.otherwise.apply(call) : this.answers.remove(0);
			}
		});
	}

	/**
	 * Let calls wait for their connections.
	 * @param connect takes what is to be run when a call has one
	 * @return this
	 */
	ScriptedTransport connecting(Consumer<Runnable> connect) {
		this.connect = connect;
		return this;
	}

	synchronized List<HttpRequest> getCalls() {
		return List.copyOf(this.calls);
	}

	List<String> getServerKeys() {
		return getCalls().stream().map((call) -> call.getHeaders().get(AuthTokenRequest.SERVER_KEY_HEADER)).toList();
	}

	boolean isWarm() {
		return this.warm;
	}

	boolean isClosed() {
		return this.closed;
	}

	@Override
	public void warmUp() {
		this.warm = true;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
