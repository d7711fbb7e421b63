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

package plus.social.spring.authentication;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.security.core.Authentication;

/**
 * Strategy for resolving the Social Plus user of a login. Declare a bean of this type to
 * use something other than the principal's name as the user id.
 * <p>
 * The resolver is called in every request that uses a session: store the result of an
 * expensive lookup in the {@code Authentication} at login rather than performing it here.
 * The same login must always resolve to the same user, and different people must never
 * resolve to the same user.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SocialPlusUserResolver {

	/**
	 * Return the user of a login.
	 * @param authentication an authenticated login that is not anonymous
	 * @return the user, or {@code null} if the login does not receive a token
	 * @throws IllegalArgumentException if the login has an id that Social Plus does not
	 * accept; the login proceeds without a token
	 */
	@Nullable SocialPlusUser resolve(Authentication authentication);

	/**
	 * Return a resolver that uses the principal's name as the user id, for an application
	 * in which a name identifies the same person in all sources.
	 * @return a resolver that uses {@link Authentication#getName()}, unless it is only
	 * the {@code toString()} of an object without a name
	 */
	static SocialPlusUserResolver principalName() {
		return PrincipalName::toUser;
	}

}
