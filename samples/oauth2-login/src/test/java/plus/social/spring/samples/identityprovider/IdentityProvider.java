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

package plus.social.spring.samples.identityprovider;

import java.util.Set;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/**
 * The identity provider that runs beside the application: an application of its own, with
 * its own configuration, on a port of its own.
 */
public final class IdentityProvider {

	private final ConfigurableApplicationContext context;

	private IdentityProvider(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start it.
	 * @param port the port to listen on, 0 for any free one
	 * @return the running provider
	 */
	public static IdentityProvider start(int port) {
		return new IdentityProvider(new SpringApplicationBuilder(IdentityProviderApplication.class)
			.properties("spring.config.name=identity-provider")
			.main(IdentityProviderApplication.class)
			.bannerMode(Banner.Mode.OFF)
			.run("--server.port=" + port));
	}

	/**
	 * Return where applications find it.
	 * @return the issuer
	 */
	public String getIssuer() {
		return "http://localhost:" + this.context.getEnvironment().getRequiredProperty("local.server.port");
	}

	/**
	 * Lead logins and logouts back to the application at the given port.
	 * @param port the application's port on this machine
	 */
	public void leadBackTo(int port) {
		RegisteredClientRepository clients = this.context.getBean(RegisteredClientRepository.class);
		RegisteredClient client = clients.findByClientId("oauth2-login-sample");
		clients.save(RegisteredClient.from(client)
			.redirectUris((uris) -> replace(uris, "http://localhost:" + port + "/login/oauth2/code/demo"))
			.postLogoutRedirectUris((uris) -> replace(uris, "http://localhost:" + port + "/login?logout"))
			.build());
	}

	private static void replace(Set<String> uris, String uri) {
		uris.clear();
		uris.add(uri);
	}

}
