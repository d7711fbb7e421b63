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

package plus.social.spring.tests.cluster;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import plus.social.spring.boot.test.SocialPlusEmulator;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenAttributes;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * An application that shares a store with others.
 */
final class Node implements AutoCloseable {

	/**
	 * Maximum time to wait for a store that is well, whatever else the machine does.
	 */
	static final int PATIENCE_SECONDS = 60;

	private final SetUp setUp;

	private final ConfigurableApplicationContext context;

	private Node(SetUp setUp, ConfigurableApplicationContext context) {
		this.setUp = setUp;
		this.context = context;
	}

	/**
	 * Start a node in this process.
	 */
	static Node start(SetUp setUp, Store store, SocialPlusEmulator emulator) {
		return start(setUp, store, emulator, PATIENCE_SECONDS);
	}

	/**
	 * Start a node in this process that waits for its store for some seconds at most.
	 */
	static Node start(SetUp setUp, Store store, SocialPlusEmulator emulator, int seconds, String... properties) {
		List<String> all = getProperties(setUp, store, emulator, seconds);
		all.addAll(Arrays.asList(properties));
		return start(setUp, all);
	}

	static Node start(SetUp setUp, List<String> properties, Class<?>... further) {
		return new Node(setUp,
				new SpringApplicationBuilder(setUp.getConfiguration()).sources(further)
					.web(setUp.getType())
					.run(properties.stream().map((property) -> "--" + property).toArray(String[]::new)));
	}

	/**
	 * Return the properties of a node. Calls take as long as the machine needs, and
	 * logins wait for them.
	 */
	static List<String> getProperties(SetUp setUp, Store store, SocialPlusEmulator emulator) {
		return getProperties(setUp, store, emulator, PATIENCE_SECONDS);
	}

	private static List<String> getProperties(SetUp setUp, Store store, SocialPlusEmulator emulator, int seconds) {
		// Reactor Netty 1.3.6 may stop reading a connection that is used again at once
		// (docs/compatibility.md), so each request has its own.
		List<String> properties = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"server.netty.max-keep-alive-requests=1", "spring.main.banner-mode=off",
				"spring.main.lazy-initialization=true", "logging.level.root=off", "socialplus.login.budget=5m",
				"socialplus.http.connect-timeout=5m", "socialplus.http.attempt-timeout=5m",
				"socialplus.http.call-timeout=5m", "socialplus.base-url=" + emulator.getBaseUrl(),
				"socialplus.server-key=" + emulator.getServerKey()));
		properties.addAll(setUp.getProperties());
		properties.addAll(store.getProperties(seconds));
		return properties;
	}

	URI getUrl() {
		return URI.create("http://127.0.0.1:" + this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	/**
	 * Forget what was fetched for sessions, as if it were long ago.
	 */
	void forget() {
		this.context.getBean(SessionTokens.class).reset();
	}

	/**
	 * Return what the store holds of ours in a visitor's session.
	 */
	Map<String, String> getTokenAttributes(Visitor visitor) {
		Map<String, String> held = new TreeMap<>();
		change(visitor, (session) -> SocialPlusTokenAttributes.NAMES.forEach((name) -> {
			if (session.getAttribute(name) != null) {
				held.put(name, session.getAttribute(name));
			}
		}));
		return held;
	}

	/**
	 * Change a visitor's session in the store, if there is one.
	 */
	@SuppressWarnings("unchecked")
	void change(Visitor visitor, Consumer<Session> change) {
		String cookie = visitor.getSession();
		if (cookie == null) {
			return;
		}
		if (this.setUp.isReactive()) {
			ReactiveSessionRepository<Session> sessions = this.context.getBean(ReactiveSessionRepository.class);
			sessions.findById(cookie).doOnNext(change).flatMap(sessions::save).block();
			return;
		}
		SessionRepository<Session> sessions = this.context.getBean(SessionRepository.class);
		Session session = sessions.findById(new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8));
		if (session != null) {
			change.accept(session);
			sessions.save(session);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
