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

package plus.social.spring.samples.webflux;

import java.security.Principal;
import java.time.Instant;

import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.reactive.WebSessionSocialPlusTokens;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Controller for the pages behind the login, which show the token of the session.
 */
@Controller
class PageController {

	private final WebSessionSocialPlusTokens tokens;

	PageController(WebSessionSocialPlusTokens tokens) {
		this.tokens = tokens;
	}

	@ModelAttribute("userName")
	String userName(Principal principal) {
		return principal.getName();
	}

	// Neither call waits for Social Plus, and an empty result is not added to the model.
	@ModelAttribute("token")
	Mono<TokenView> token(ServerWebExchange exchange) {
		return this.tokens.find(exchange).map((token) -> TokenView.of(token, Instant.now()));
	}

	@ModelAttribute("failure")
	Mono<SocialPlusException.Reason> failure(ServerWebExchange exchange) {
		return this.tokens.findFailure(exchange).map(SocialPlusException::getReason);
	}

	@GetMapping("/")
	String home() {
		return "home";
	}

	@GetMapping("/rooms/{room}")
	String room(@PathVariable String room, Model model) {
		model.addAttribute("room", room);
		return "room";
	}

}
