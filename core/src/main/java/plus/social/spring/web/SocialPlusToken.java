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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import plus.social.spring.token.SocialPlusAuthToken;

/**
 * Annotation for a parameter of a controller's method that takes the
 * {@link SocialPlusAuthToken} of the request's login, fresh enough to be used: the one in
 * the session, or a new one. A login without a session, by a bearer token for example,
 * gets a new one; at most five in five seconds are issued for one user.
 * <p>
 * The parameter may be an {@code Optional} of the token, and in WebFlux a {@code Mono} of
 * it.
 * <p>
 * The login is the one that the controller sees as its principal. Where the session is
 * another user's, by a cookie beside a header for example, there is no token.
 *
 * @since 0.1.0
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SocialPlusToken {

	/**
	 * Whether the token is required. If so and there is none, the method is not called.
	 * The response is that of the application's own authentication entry point (401, or a
	 * redirect to its login page) without a login, that of its access-denied handler
	 * (403) if the login may have no token or the session is another user's, and 503 with
	 * {@code Retry-After} if Social Plus is unavailable, which is a
	 * {@link TokenUnavailableException}.
	 * <p>
	 * If not, the parameter is {@code null}, or the {@code Optional} or {@code Mono}
	 * empty. The same holds for a parameter that is an {@code Optional}, {@code Nullable}
	 * or of a nullable type in Kotlin.
	 * @return whether a token is required
	 */
	boolean required() default true;

}
