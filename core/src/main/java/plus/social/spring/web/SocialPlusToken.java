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
 * {@link SocialPlusAuthToken} of the request's login: a usable one of the session, or a
 * new one. A login without a session, for example with a bearer token, gets a new one; at
 * most five in five seconds are issued for one user.
 * <p>
 * The parameter may be an {@code Optional} of the token, and in WebFlux a {@code Mono} of
 * it.
 * <p>
 * The login is the principal of the controller. There is no token if the session belongs
 * to another user, for example with a cookie beside a header.
 *
 * @since 0.1.0
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SocialPlusToken {

	/**
	 * Whether the token is required. If there is none, the method is not called. Without
	 * a login, the application's authentication entry point responds (401, or a redirect
	 * to the login page). If the login may not receive a token or the session belongs to
	 * another user, the access-denied handler responds (403). If Social Plus is
	 * unavailable, a {@link TokenUnavailableException} leads to 503 with
	 * {@code Retry-After}.
	 * <p>
	 * If not, the parameter is {@code null}, or the {@code Optional} or {@code Mono}
	 * empty. The same holds for a parameter that is an {@code Optional}, {@code Nullable}
	 * or of a nullable type in Kotlin.
	 * @return whether a token is required
	 */
	boolean required() default true;

}
