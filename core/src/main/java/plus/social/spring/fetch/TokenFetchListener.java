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

package plus.social.spring.fetch;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAuthToken;

/**
 * Listener for the end of a fetch. It must not block, and must not fail.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TokenFetchListener {

	/**
	 * Listener that does nothing.
	 */
	TokenFetchListener NONE = (token, failure) -> {
	};

	/**
	 * Called once, before callers that wait get the result.
	 * @param token the token, or {@code null} if there is none
	 * @param failure the failure, or {@code null} if there is a token
	 */
	void fetched(@Nullable SocialPlusAuthToken token, @Nullable Throwable failure);

}
