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

package plus.social.spring.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * Virtual user that sends one request at a time on its connection.
 */
interface VirtualUser {

	/**
	 * Return the next request.
	 * @return the complete request, or {@code null} to close the connection
	 */
	@Nullable String nextRequest();

	/**
	 * Handle the response to the last request.
	 * @param response the response
	 * @param nanos the time from sending the request to the last byte of the response
	 */
	void onResponse(Response response, long nanos);

}
