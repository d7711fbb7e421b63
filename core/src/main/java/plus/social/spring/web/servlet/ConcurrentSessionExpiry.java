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

package plus.social.spring.web.servlet;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.stream.Stream;

import jakarta.servlet.Filter;

import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.session.ConcurrentSessionFilter;

/**
 * Detects that Spring Security ends a session that its session registry has expired, for
 * example because a login elsewhere exceeds the maximum number of sessions. Spring
 * Security calls the logout handlers and publishes no other event, so only the innermost
 * filter on the stack tells it from a logout.
 */
final class ConcurrentSessionExpiry {

	private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

	private ConcurrentSessionExpiry() {
	}

	/**
	 * Return whether the current thread ends an expired session.
	 * @return whether the filter for expired sessions calls a logout handler
	 */
	static boolean isUnderWay() {
		return STACK.walk(ConcurrentSessionExpiry::isUnderWay);
	}

	private static boolean isUnderWay(Stream<StackFrame> frames) {
		boolean handling = false;
		for (Iterator<StackFrame> it = frames.iterator(); it.hasNext();) {
			Class<?> type = it.next().getDeclaringClass();
			if (Filter.class.isAssignableFrom(type)) {
				return handling && ConcurrentSessionFilter.class.isAssignableFrom(type);
			}
			handling = handling || LogoutHandler.class.isAssignableFrom(type);
		}
		return false;
	}

}
