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

package plus.social.spring.tests;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.testsupport.Browser;
import plus.social.spring.token.SocialPlusAuthToken;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.AotApplicationContextInitializer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that runs on a real server, with a {@link TokenRecorder} in Social
 * Plus's place unless its own client is wanted.
 */
public final class TestApplication implements AutoCloseable {

	/**
	 * Auto-configurations that an application does not have unless it is an authorization
	 * server: they would make keys and a JWT decoder. Jetty is for tests that ask for it.
	 */
	public static final String NO_AUTHORIZATION_SERVER = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration,"
			+ "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration,"
			+ "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration,"
			+ "org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration";

	private final WebApplicationType type;

	private final ConfigurableApplicationContext context;

	private TestApplication(WebApplicationType type, ConfigurableApplicationContext context) {
		this.type = type;
		this.context = context;
	}

	/**
	 * Start an application.
	 * @param type the stack
	 * @param configuration its configuration
	 * @param properties its properties
	 * @return the running application
	 */
	public static TestApplication start(WebApplicationType type, Class<?> configuration, String... properties) {
		// A login waits for its token for as long as it takes, so that no test depends
		// on how fast a machine is.
		return start(type,
				new SpringApplicationBuilder(configuration, TokenRecorder.class).properties(
						"socialplus.login.budget=1m", "socialplus.http.call-timeout=1m", "logging.level.root=warn"),
				properties);
	}

	/**
	 * Start an application with the starter's own client.
	 * @param type the stack
	 * @param configuration its configuration
	 * @param properties its properties
	 * @return the running application
	 */
	public static TestApplication startWithClient(WebApplicationType type, Class<?> configuration,
			String... properties) {
		return start(type, new SpringApplicationBuilder(configuration), properties);
	}

	/**
	 * Start an application that was processed ahead of time.
	 * @param type the stack
	 * @param configuration its configuration
	 * @param initializer the name of the generated initializer
	 * @param properties its properties
	 * @return the running application
	 */
	static TestApplication startAheadOfTime(WebApplicationType type, Class<?> configuration, String initializer,
			String... properties) {
		return start(type, new SpringApplicationBuilder(configuration)
			.initializers(AotApplicationContextInitializer.forInitializerClasses(initializer)), properties);
	}

	private static TestApplication start(WebApplicationType type, SpringApplicationBuilder application,
			String... properties) {
		return new TestApplication(type, build(type, application, properties).run());
	}

	static SpringApplicationBuilder build(WebApplicationType type, SpringApplicationBuilder application,
			String... properties) {
		return application.web(type)
			.properties("server.port=0", "spring.main.banner-mode=off", NO_AUTHORIZATION_SERVER)
			.properties(properties);
	}

	public <T> T getBean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Return every bean by its name.
	 */
	public Map<String, Object> getBeans() {
		return this.context.getBeansOfType(Object.class);
	}

	public TokenRecorder getTokens() {
		return getBean(TokenRecorder.class);
	}

	public ServerSessions getSessions() {
		return getBean(ServerSessions.class);
	}

	public int getPort() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/**
	 * Return a new browser without cookies.
	 */
	public Browser newBrowser() {
		return new Browser(URI.create("http://127.0.0.1:" + getPort()),
				(this.type == WebApplicationType.SERVLET) ? "JSESSIONID" : "SESSION");
	}

	/**
	 * Return what the session of a browser holds of ours at this moment.
	 */
	public Map<String, Object> getTokenAttributes(Browser browser) {
		Map<String, Object> held = new LinkedHashMap<>(
				browser.getSessionId().map(getSessions()::getAttributes).orElse(Map.of()));
		held.keySet().retainAll(SocialPlusTokenAttributes.NAMES);
		return held;
	}

	/**
	 * Assert that the session of a browser holds a token at this moment.
	 * @param browser the browser
	 * @param token the token
	 */
	public void assertHolds(Browser browser, SocialPlusAuthToken token) {
		assertThat(getTokenAttributes(browser)).containsOnly(
				Map.entry(SocialPlusTokenAttributes.AUTH_TOKEN, token.getTokenValue()),
				Map.entry(SocialPlusTokenAttributes.EXPIRES_AT, token.getExpiresAt().toString()),
				Map.entry(SocialPlusTokenAttributes.USER_ID, token.getUserId()));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
