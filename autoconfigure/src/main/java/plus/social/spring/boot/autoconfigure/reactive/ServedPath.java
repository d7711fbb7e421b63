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

package plus.social.spring.boot.autoconfigure.reactive;

import java.util.function.Predicate;

import org.springframework.context.ApplicationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Path of the application's own server. The management server, whose context is a child
 * of the application's, also uses the application's handlers and filters. Every request
 * is compared, so no operator is created for it.
 */
final class ServedPath implements Predicate<ServerWebExchange> {

	private final PathPattern pattern;

	private final ApplicationContext applicationContext;

	ServedPath(String path, ApplicationContext applicationContext) {
		this.pattern = PathPatternParser.defaultInstance.parse(path);
		this.applicationContext = applicationContext;
	}

	PathPattern getPattern() {
		return this.pattern;
	}

	@Override
	public boolean test(ServerWebExchange exchange) {
		ApplicationContext server = exchange.getApplicationContext();
		return (server == null || server == this.applicationContext)
				&& this.pattern.matches(exchange.getRequest().getPath().pathWithinApplication());
	}

}
