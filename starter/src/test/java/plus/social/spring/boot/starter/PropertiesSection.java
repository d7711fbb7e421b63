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

package plus.social.spring.boot.starter;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A section of {@code docs/properties.md}: the properties with a prefix, and where to
 * read on.
 */
enum PropertiesSection {

	GENERAL("General", "socialplus.",
			"""
					The Social Plus Console shows server key, API key and region under *Settings > Integrations*. Rotation of
					server keys is described in [Server keys](server-keys.md), the use of the admin token and of the instance id in
					[Access tokens](access-tokens.md).
					"""),

	LOGIN("Login", "socialplus.login.", """
			[The token in the session](sessions.md) explains the modes, and which logins get no token.
			"""),

	TOKEN("Token", "socialplus.token.", """
			A value of at least a minute for `refresh-before` allows for [nodes](clusters.md) whose clocks differ.
			"""),

	USER("User", "socialplus.user.", """
			[User ids](users.md) has the id of every kind of login, and what changing it later means.
			"""),

	ENDPOINT("Endpoint", "socialplus.endpoint.",
			"""
					[The token endpoint](endpoint.md) has the request and the responses, [The client](client.md) the browser module.
					"""),

	HTTP("HTTP client", "socialplus.http.", """
			[When Social Plus is down](outages.md) describes attempts and timeouts, [The HTTP client](http.md) proxies.
			"""),

	MTLS("mTLS", "socialplus.mtls.",
			"""
					[mTLS](mtls.md) leads from a key pair to the renewal of the certificate. A new file in the place of a key store
					is used without a restart, as is an SSL bundle that reloads.
					"""),

	LOGOUT("Logout", "socialplus.logout.", """
			[Logout](access-tokens.md#logout) lists which events end access tokens.
			"""),

	VISITOR("Visitors", "socialplus.visitor.", """
			[Anonymous visitors](visitors.md) describes the endpoint.
			"""),

	ACTUATOR("Actuator", "management.", """
			[Operations](operations.md) shows what health, endpoint and meters tell an operator.
			"""),

	EMULATOR("Emulator", "socialplus.emulator.", """
			A property of `socialplus-spring-boot-starter-test`, for an application that
			[runs against the emulator](testing-applications.md#run-the-application-against-the-emulator).
			"""),

	TEST("Tests", "socialplus.test.", """
			A property of `socialplus-spring-boot-starter-test`: see [Testing an application](testing-applications.md).
			""");

	private final String title;

	private final String prefix;

	private final String text;

	PropertiesSection(String title, String prefix, String text) {
		this.title = title;
		this.prefix = prefix;
		this.text = text;
	}

	static PropertiesSection of(String property) {
		return Arrays.stream(values())
			.filter((section) -> property.startsWith(section.prefix))
			.max(Comparator.comparingInt((section) -> section.prefix.length()))
			.orElseThrow();
	}

	String getTitle() {
		return this.title;
	}

	String getText() {
		return this.text;
	}

}
