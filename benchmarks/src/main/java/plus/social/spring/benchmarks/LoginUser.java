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

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * {@link VirtualUser} that keeps logging in, each time as a new user without a cookie.
 */
final class LoginUser implements VirtualUser {

	private final BooleanSupplier goOn;

	private final Logins logins;

	private String user = "";

	LoginUser(BooleanSupplier goOn, Logins logins) {
		this.goOn = goOn;
		this.logins = logins;
	}

	@Override
	public @Nullable String nextRequest() {
		if (!this.goOn.getAsBoolean()) {
			return null;
		}
		this.user = Requests.newUser();
		return Requests.logIn(this.user);
	}

	@Override
	public void onResponse(Response response, long nanos) {
		this.logins.add(this.user, response, nanos);
	}

}
