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

import plus.social.spring.token.SocialPlusException;
import plus.social.spring.web.TokenUnavailableException;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * A {@link TokenUnavailableException} whose status Spring Boot's error handler finds: in
 * WebFlux, it looks for the annotation only.
 */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
final class TokenUnavailableStatusException extends TokenUnavailableException {

	private static final long serialVersionUID = 1L;

	TokenUnavailableStatusException(SocialPlusException failure) {
		super(failure);
	}

}
