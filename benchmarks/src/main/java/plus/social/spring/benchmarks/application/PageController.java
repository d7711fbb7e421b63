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

package plus.social.spring.benchmarks.application;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.SessionAttribute;

/**
 * Controller for a page behind the login, the session's token, a page for everyone and an
 * API. The empty one is compared with the token endpoint.
 */
@RestController
class PageController {

	@GetMapping("/page")
	String page() {
		return "page";
	}

	@GetMapping("/public")
	String publicPage() {
		return "public";
	}

	@GetMapping("/api")
	String api() {
		return "api";
	}

	@PostMapping("/empty")
	@ResponseStatus(HttpStatus.OK)
	void empty() {
	}

	@GetMapping("/token")
	String token(@SessionAttribute(name = "SOCIALPLUS_AUTH_TOKEN", required = false) @Nullable String token) {
		return (token != null) ? token : "none";
	}

}
