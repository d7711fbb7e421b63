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

import java.net.URI;
import java.security.Principal;

import plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Controller for the page that connects the client SDK. The SDK is available if the build
 * found npm.
 */
@Controller
class ChatController {

	private static final boolean SDK_PRESENT = new ClassPathResource("static/js/amity-sdk.js").exists();

	private final URI socialPlus;

	ChatController(SocialPlusConnectionDetails connectionDetails) {
		this.socialPlus = connectionDetails.getBaseUrl();
	}

	@GetMapping("/chat")
	String chat(Principal principal, Model model) {
		model.addAttribute("userName", principal.getName());
		model.addAttribute("sdkPresent", SDK_PRESENT);
		model.addAttribute("socialPlus", this.socialPlus);
		return "chat";
	}

}
