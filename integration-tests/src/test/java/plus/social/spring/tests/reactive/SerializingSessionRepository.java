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

package plus.social.spring.tests.reactive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.session.MapSession;
import org.springframework.session.ReactiveSessionRepository;

/**
 * Keeps sessions as bytes, as a database does: what is not saved is lost, and nobody sees
 * what others have not saved. It answers on another thread than it was asked on.
 */
class SerializingSessionRepository implements ReactiveSessionRepository<MapSession> {

	private final Map<String, byte[]> sessions = new ConcurrentHashMap<>();

	private final AtomicInteger accesses = new AtomicInteger();

	private final Set<String> created = ConcurrentHashMap.newKeySet();

	/**
	 * Return how many sessions have ever been saved.
	 */
	long getCreated() {
		return this.created.size();
	}

	/**
	 * Return how often a session was read, saved or deleted.
	 */
	int getAccesses() {
		return this.accesses.get();
	}

	@Override
	public Mono<MapSession> createSession() {
		return Mono.fromSupplier(MapSession::new);
	}

	@Override
	public Mono<Void> save(MapSession session) {
		return later(() -> {
			if (!session.getId().equals(session.getOriginalId())) {
				this.sessions.remove(session.getOriginalId());
			}
			this.sessions.put(session.getId(), write(new MapSession(session)));
			this.created.add(session.getId());
			return null;
		});
	}

	@Override
	public Mono<MapSession> findById(String id) {
		return later(() -> {
			byte[] bytes = this.sessions.get(id);
			return (bytes != null) ? new MapSession(read(bytes)) : null;
		});
	}

	@Override
	public Mono<Void> deleteById(String id) {
		return later(() -> {
			this.sessions.remove(id);
			return null;
		});
	}

	private <T> Mono<T> later(Callable<T> callable) {
		return Mono.fromCallable(callable)
			.doOnSubscribe((subscription) -> this.accesses.incrementAndGet())
			.subscribeOn(Schedulers.boundedElastic());
	}

	private static byte[] write(MapSession session) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
			stream.writeObject(session);
		}
		return bytes.toByteArray();
	}

	private static MapSession read(byte[] bytes) throws IOException, ClassNotFoundException {
		try (ObjectInputStream stream = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
			return (MapSession) stream.readObject();
		}
	}

}
