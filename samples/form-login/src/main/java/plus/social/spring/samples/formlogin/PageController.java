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

package plus.social.spring.samples.formlogin;

import java.security.Principal;
import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Controller for the pages behind the login, which show the token of the session.
 */
@Controller
class PageController {

	private final HttpSessionSocialPlusTokens tokens;

	PageController(HttpSessionSocialPlusTokens tokens) {
		this.tokens = tokens;
	}

	@ModelAttribute
	void addLogin(Principal principal, Model model) {
		model.addAttribute("userName", principal.getName());
	}

	// Neither call waits for Social Plus.
	@ModelAttribute
	void addToken(HttpServletRequest request, Model model) {
		this.tokens.find(request)
			.map((token) -> TokenView.of(token, Instant.now()))
			.ifPresent((token) -> model.addAttribute("token", token));
		this.tokens.findFailure(request)
			.map(SocialPlusException::getReason)
			.ifPresent((reason) -> model.addAttribute("failure", reason));
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
