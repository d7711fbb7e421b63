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
 * The sources whose names are user ids as they are. Ids of all other sources carry their
 * source, so that the same name of two sources is never one user.
 * <p>
 * A source is called {@code local} for the application's own users, however they log in;
 * by the id of its client registration; by {@code saml2/} and the id of its relying party
 * registration; or by the issuer of its bearer tokens, {@code iss/} if they name none.
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
	 * Return the only source that an application has.
	 * @param names the name of the source; with several, they are names of the same one
	 * @return that source, whose names stay as they are even with a colon
	 */
	public static PlainSources only(String... names) {
		Assert.notNull(names, "'names' must not be null");
		return new PlainSources(Set.of(names), true);
	}

	/**
	 * Return some of the sources that an application has. A name of theirs that has a
	 * colon carries its source nevertheless: it could be taken for one of another source.
	 * @param names the names of the sources; with several, the same name is one person,
	 * whichever of them it comes from
	 * @return those sources
	 */
	public static PlainSources of(Set<String> names) {
		Assert.notNull(names, "'names' must not be null");
		return new PlainSources(Set.copyOf(names), false);
	}

	boolean contain(LoginSource source, String name) {
		return this.names.contains(source.name()) && !LoginSource.isReserved(name)
				&& (this.only || name.indexOf(':') < 0);
	}

	@Override
	public String toString() {
		return this.names.toString();
	}

}
