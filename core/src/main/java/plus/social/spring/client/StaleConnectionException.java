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

package plus.social.spring.client;

import java.io.IOException;

/**
 * Says that a connection which had been used before broke without a byte of an answer:
 * most likely it was closed while it was idle, which says nothing about the other side.
 */
final class StaleConnectionException extends IOException {

	private static final long serialVersionUID = 1L;

	StaleConnectionException(Throwable cause) {
		super("A connection that was used before broke", cause);
	}

}
