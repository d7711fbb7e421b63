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

package plus.social.spring.authentication;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * {@link RuntimeHintsRegistrar} for the classes of optional login mechanisms. A native
 * image does not find a class by its name without a hint, and logins with that mechanism
 * would be treated like others.
 */
class LoginRuntimeHints implements RuntimeHintsRegistrar {

	private static final List<String> OPTIONAL_TYPES = List.of(LoginSource.OAUTH2_LOGIN_TYPE, LoginClaims.CLAIMS_TYPE,
			Saml2Login.SAML2_LOGIN_TYPE);

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		OPTIONAL_TYPES.forEach((type) -> hints.reflection().registerTypeIfPresent(classLoader, type));
	}

}
