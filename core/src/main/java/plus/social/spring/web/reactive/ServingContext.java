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

package plus.social.spring.web.reactive;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * Application context of a filter. A server with a child context, such as that of a
 * management port, calls the filter as well, which then does nothing.
 */
final class ServingContext {

	private final @Nullable ApplicationContext own;

	ServingContext(@Nullable ApplicationContext own) {
		this.own = own;
	}

	/**
	 * Return whether an exchange is one of the application's own server.
	 * @param exchange the exchange
	 * @return {@code false} if another context serves it
	 */
	boolean serves(ServerWebExchange exchange) {
		ApplicationContext server = exchange.getApplicationContext();
		return this.own == null || server == null || server == this.own;
	}

}
