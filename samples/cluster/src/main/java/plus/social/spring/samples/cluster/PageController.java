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

package plus.social.spring.samples.cluster;

import java.security.Principal;
import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import plus.social.spring.boot.autoconfigure.SocialPlusProperties;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.servlet.HttpSessionSocialPlusTokens;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Controller for the page that shows which node has responded, and the token of the
 * session.
 */
@Controller
class PageController {

	private final HttpSessionSocialPlusTokens tokens;

	private final SocialPlusProperties properties;

	private final Node node;

	PageController(HttpSessionSocialPlusTokens tokens, SocialPlusProperties properties, Node node) {
		this.tokens = tokens;
		this.properties = properties;
		this.node = node;
	}

	@GetMapping("/")
	String home(Principal principal, HttpServletRequest request, Model model) {
		model.addAttribute("userName", principal.getName());
		model.addAttribute("node", this.node);
		this.tokens.find(request)
			.map((token) -> TokenView.of(token, this.properties.getToken().getTimeToLive(), Instant.now()))
			.ifPresent((token) -> model.addAttribute("token", token));
		this.tokens.findFailure(request)
			.map(SocialPlusException::getReason)
			.ifPresent((reason) -> model.addAttribute("failure", reason));
		return "home";
	}

}
