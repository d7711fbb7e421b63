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

package plus.social.spring.boot.autoconfigure.servlet;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Mapping of the endpoints and the browser module, before those of controllers: otherwise
 * a mapping for every path would hide them. Spring MVC asks it for the handler of every
 * request.
 */
final class EndpointHandlerMapping extends SimpleUrlHandlerMapping {

	private static final int ORDER = -2;

	private final List<EndpointPath> paths;

	EndpointHandlerMapping(Map<String, HttpRequestHandler> handlers) {
		super(handlers, ORDER);
		this.paths = handlers.keySet().stream().map(EndpointPath::new).toList();
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) throws Exception {
		for (EndpointPath path : this.paths) {
			if (path.mayMatch(request)) {
				return super.getHandlerInternal(request);
			}
		}
		return null;
	}

}
