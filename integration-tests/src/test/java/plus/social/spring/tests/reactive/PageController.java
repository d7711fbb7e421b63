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

import java.security.Principal;

import reactor.core.publisher.Mono;

import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Pages that say who sees them, with a form to be submitted.
 */
@RestController
class PageController {

	@RequestMapping({ "/", "/page", "/{area}/page" })
	Mono<String> page(ServerWebExchange exchange) {
		Mono<CsrfToken> csrf = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
		return exchange.getPrincipal()
			.map(Principal::getName)
			.defaultIfEmpty("nobody")
			.zipWith(csrf.map((token) -> " <input name=\"_csrf\" type=\"hidden\" value=\"" + token.getToken() + "\"/>")
				.defaultIfEmpty(""), (user, field) -> "user=" + user + field);
	}

}
