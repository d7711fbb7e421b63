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

/**
 * Snapshot of a {@link TokenFetcher} for operators.
 *
 * @param queued the number of fetches that wait for their turn
 * @param underWay the number of calls in progress
 * @param maxCalls the maximum number of concurrent calls
 * @param inTime whether logins wait for their tokens: recent ones took less than the
 * login budget
 * @param outage whether queued fetches wait for the end of an outage
 * @param renewals the number of requests for a new token since the start
 * @since 0.1.0
 */
public record TokenFetchStatus(int queued, int underWay, int maxCalls, boolean inTime, boolean outage, long renewals) {

}
