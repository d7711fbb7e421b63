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

package plus.social.spring.web;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

/**
 * The result of the checks of a request to the endpoint of users: either the user whose
 * token is to be obtained, or the answer to a request that gets none.
 *
 * @param user the user, or {@code null} if there is an answer
 * @param answer the answer, or {@code null} if there is a user
 * @since 0.1.0
 */
public record EndpointAdmission(@Nullable SocialPlusUser user, @Nullable TokenEndpointAnswer answer) {

	static EndpointAdmission of(SocialPlusUser user) {
		return new EndpointAdmission(user, null);
	}

	static EndpointAdmission of(TokenEndpointAnswer answer) {
		return new EndpointAdmission(null, answer);
	}

}
