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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.boot.WebApplicationType;
import org.springframework.util.ClassUtils;

/**
 * A web stack and where its nodes keep sessions.
 */
enum SetUp {

	/**
	 * Servlet, on PostgreSQL.
	 */
	SERVLET_POSTGRES("servlet, PostgreSQL", ServletNode.class, PostgresStore::new,
			"org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration,"
					+ "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration,"
					+ "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration"),

	/**
	 * Servlet, on Redis with an index of sessions by user.
	 */
	SERVLET_REDIS("servlet, Redis", ServletNode.class, RedisStore::new, Constants.NO_DATABASE,
			"spring.session.data.redis.repository-type=indexed"),

	/**
	 * WebFlux, on Redis.
	 */
	REACTIVE_REDIS("WebFlux, Redis", ReactiveNode.class, RedisStore::new, Constants.NO_DATABASE);

	private final String title;

	private final Class<?> configuration;

	private final Supplier<Store> store;

	private final List<String> properties;

	SetUp(String title, Class<?> configuration, Supplier<Store> store, String excluded, String... properties) {
		this.title = title;
		this.configuration = configuration;
		this.store = store;
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("spring.autoconfigure.exclude=" + excluded);
		this.properties = List.copyOf(all);
	}

	String getTitle() {
		return this.title;
	}

	WebApplicationType getType() {
		return isReactive() ? WebApplicationType.REACTIVE : WebApplicationType.SERVLET;
	}

	boolean isReactive() {
		return this.configuration == ReactiveNode.class;
	}

	Class<?> getConfiguration() {
		return this.configuration;
	}

	List<String> getProperties() {
		return this.properties;
	}

	/**
	 * Return whether the store's part of Spring Session is there.
	 */
	boolean isAvailable() {
		return this == SERVLET_POSTGRES
				|| ClassUtils.isPresent("org.springframework.session.data.redis.RedisSessionRepository", null);
	}

	Store startStore() {
		return this.store.get();
	}

	@Override
	public String toString() {
		return this.title;
	}

	private static final class Constants {

		static final String NO_DATABASE = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
				+ "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration";

	}

}
