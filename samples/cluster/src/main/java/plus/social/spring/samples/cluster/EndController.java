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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Controller that terminates the node without warning. Do not copy it to a real
 * application.
 */
@Controller
class EndController {

	private static final long TIME_TO_ANSWER_MILLIS = 300;

	private final Node node;

	EndController(Node node) {
		this.node = node;
	}

	@PostMapping("/end")
	String end() {
		CompletableFuture.delayedExecutor(TIME_TO_ANSWER_MILLIS, TimeUnit.MILLISECONDS)
			.execute(() -> Runtime.getRuntime().halt(1));
		return "redirect:" + this.node.other() + "/?ended";
	}

}
