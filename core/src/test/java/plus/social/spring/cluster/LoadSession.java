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

package plus.social.spring.cluster;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import plus.social.spring.session.LoginSession;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.token.SocialPlusUser;

/**
 * A session of a user who has just logged in.
 */
final class LoadSession implements LoginSession {

	private final Map<String, String> attributes = new HashMap<>();

	private final SocialPlusUser user;

	LoadSession(String user) {
		this.user = SocialPlusUser.of(user);
	}

	boolean hasToken() {
		return this.attributes.containsKey(SocialPlusTokenAttributes.AUTH_TOKEN);
	}

	@Override
	public String getId() {
		return "session of " + this.user.getId();
	}

	@Override
	public SocialPlusUser getLogin() {
		return this.user;
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return this.attributes.get(name);
	}

	@Override
	public void setAttribute(String name, String value) {
		this.attributes.put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.attributes.remove(name);
	}

}
