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

package plus.social.spring.boot.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import plus.social.spring.authentication.PlainSources;

/**
 * Sources of the names of an application's logins, as far as its beans reveal them.
 *
 * @param providers the names of the registrations with which users log in
 * @param countable whether these are all the registrations
 * @param bearers whether requests may have bearer tokens
 * @param issuer the only issuer of bearer tokens, or {@code null} if unknown
 * @param providerIssuer the issuer of the only registration, or {@code null} if unknown
 * @param local whether the application's own users may log in
 */
record LoginSources(Set<String> providers, boolean countable, boolean bearers, @Nullable String issuer,
		@Nullable String providerIssuer, boolean local) {

	private static final String LOCAL = "local";

	private static final String NO_ISSUER = "iss/";

	/**
	 * Return whether bearer tokens and logins share a single provider.
	 * @return {@code true} if there is no other source
	 */
	private boolean isOneProvider() {
		return this.countable && !this.local && this.providers.size() == 1 && this.issuer != null
				&& this.issuer.equals(this.providerIssuer);
	}

	/**
	 * Return whether the issuer of bearer tokens is unknown.
	 * @return {@code true} if there may be several issuers
	 */
	boolean isIssuerUnknown() {
		return this.bearers && this.issuer == null;
	}

	/**
	 * Return the sources whose names are used as user ids without a qualifier: the only
	 * source, or else the application's own users, who are already known by these names.
	 * @return the sources
	 */
	PlainSources toPlainSources() {
		Set<String> all = new LinkedHashSet<>(this.providers);
		if (this.bearers) {
			all.add((this.issuer != null) ? this.issuer : NO_ISSUER);
		}
		if (isOneProvider()) {
			return PlainSources.only(all.toArray(String[]::new));
		}
		if (this.local || all.isEmpty()) {
			all.add(LOCAL);
		}
		return (this.countable && all.size() == 1) ? PlainSources.only(all.iterator().next())
				: PlainSources.of(Set.of(LOCAL));
	}

	/**
	 * Return whether some user ids are qualified with their source.
	 * @return {@code true} if there are several sources
	 */
	boolean hasQualifiedIds() {
		return !isOneProvider()
				&& (!this.countable || this.providers.size() + (this.bearers ? 1 : 0) + (this.local ? 1 : 0) > 1);
	}

}
