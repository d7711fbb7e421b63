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

package plus.social.spring.session;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusUser;

/**
 * A session that is a map.
 */
final class FakeSession implements LoginSession {

	final Map<String, Object> attributes = new HashMap<>();

	private final String id;

	private @Nullable SocialPlusUser login;

	int writes;

	FakeSession(String id) {
		this.id = id;
	}

	FakeSession login(String userId) {
		this.login = SocialPlusUser.of(userId);
		return this;
	}

	FakeSession logout() {
		this.login = null;
		return this;
	}

	@Nullable SocialPlusAuthToken token() {
		return SocialPlusTokenAttributes.read(this.attributes::get);
	}

	@Override
	public String getId() {
		return this.id;
	}

	@Override
	public @Nullable SocialPlusUser getLogin() {
		return this.login;
	}

	@Override
	public String getMechanism() {
		return "FakeLogin";
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return this.attributes.get(name);
	}

	@Override
	public void setAttribute(String name, String value) {
		this.writes++;
		this.attributes.put(name, value);
	}

	@Override
	public void removeAttribute(String name) {
		this.writes++;
		this.attributes.remove(name);
	}

}
