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

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Properties of a request to an endpoint that are checked before the login.
 *
 * @param method the request's method
 * @param headers returns the first value of one of the request's headers
 * @param responseHeaders returns the first value of a header that the response already
 * has, such as those of CORS
 * @since 0.1.0
 */
public record EndpointRequest(String method, Function<String, @Nullable String> headers,
		Function<String, @Nullable String> responseHeaders) {

}
