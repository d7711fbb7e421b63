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

import java.util.Set;

import org.springframework.util.Assert;

/**
 * Sources whose names are used as user ids without a qualifier. User ids of all other
 * sources are qualified with their source, so that the same name from two sources never
 * identifies the same user.
 * <p>
 * The name of a source is {@code local} for the application's own users, regardless of
 * how they log in, the id of a client registration, {@code saml2/} followed by the id of
 * a relying party registration, or the issuer of bearer tokens, which is {@code iss/} if
 * they have none.
 *
 * @since 0.1.0
 */
public final class PlainSources {

	private final Set<String> names;

	private final boolean only;

	private PlainSources(Set<String> names, boolean only) {
		this.names = names;
		this.only = only;
	}

	/**
	 * Return the only source of an application.
	 * @param names the name of the source; several names denote the same source
	 * @return the source, whose user names are not qualified even if they contain a colon
	 */
	public static PlainSources only(String... names) {
		Assert.notNull(names, "'names' must not be null");
		return new PlainSources(Set.of(names), true);
	}

	/**
	 * Return some of the sources of an application. A user name that contains a colon is
	 * qualified nevertheless: it could be mistaken for one of another source.
	 * @param names the names of the sources; a user name identifies the same person in
	 * all of them
	 * @return the sources
	 */
	public static PlainSources of(Set<String> names) {
		Assert.notNull(names, "'names' must not be null");
		return new PlainSources(Set.copyOf(names), false);
	}

	boolean contains(LoginSource source, String name) {
		return this.names.contains(source.name()) && !LoginSource.isReserved(name)
				&& (this.only || name.indexOf(':') < 0);
	}

	@Override
	public String toString() {
		return this.names.toString();
	}

}
