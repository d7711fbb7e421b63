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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An HTTP proxy for calls to Social Plus. It is used by {@code CONNECT}, so it sees the
 * host name and nothing of the call. Printed without user name and password.
 *
 * @since 0.1.0
 */
public final class SocialPlusProxy {

	private final String host;

	private final int port;

	private final @Nullable String username;

	private final @Nullable String password;

	private SocialPlusProxy(String host, int port, @Nullable String username, @Nullable String password) {
		this.host = host;
		this.port = port;
		this.username = username;
		this.password = password;
	}

	/**
	 * Return a proxy without authentication.
	 * @param host the host name or address
	 * @param port the port, from 1 to 65535
	 * @return the proxy
	 * @throws IllegalArgumentException if the host is empty or the port is invalid
	 */
	public static SocialPlusProxy of(String host, int port) {
		Assert.hasText(host, "Proxy host must not be empty");
		Assert.isTrue(port > 0 && port <= 65535, "Proxy port must be from 1 to 65535");
		return new SocialPlusProxy(host, port, null, null);
	}

	/**
	 * Return the same proxy with a user name and a password, for basic authentication.
	 * @param username the user name
	 * @param password the password, a secret
	 * @return a proxy with these credentials
	 */
	public SocialPlusProxy withCredentials(String username, String password) {
		Assert.hasText(username, "Proxy user name must not be empty");
		Assert.notNull(password, "Proxy password must not be null");
		return new SocialPlusProxy(this.host, this.port, username, password);
	}

	/**
	 * Return the host.
	 * @return the host name or address
	 */
	public String getHost() {
		return this.host;
	}

	/**
	 * Return the port.
	 * @return the port
	 */
	public int getPort() {
		return this.port;
	}

	@Nullable String getUsername() {
		return this.username;
	}

	@Nullable String getPassword() {
		return this.password;
	}

	@Override
	public String toString() {
		return this.host + ":" + this.port;
	}

}
