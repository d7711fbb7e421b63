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
import plus.social.spring.token.SocialPlusException;

/**
 * Annotation for a parameter of a controller's method that takes the
 * {@link SocialPlusAuthToken} of whoever is logged in, fresh enough to be used: the one
 * in the session, or a new one. In WebFlux, the parameter may be a {@code Mono} of it.
 *
 * @since 0.1.0
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SocialPlusToken {

	/**
	 * Whether the method cannot do without a token. If so, it is not called when there is
	 * none: a {@link SocialPlusException} says why, or an {@link IllegalStateException}
	 * that nobody is logged in who could have one. If not, the parameter is {@code null}
	 * (or the {@code Mono} empty) then.
	 * @return whether a token is required
	 */
	boolean required() default true;

}
