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

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import plus.social.spring.web.BrowserModule;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Logs at startup which paths of the endpoints the application's security rules deny to
 * every user, as rules without {@code anyRequest} do. Rules that depend on the login or
 * on other parts of a request are not reported.
 *
 * @since 0.1.0
 */
public final class DeniedPathsReport implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(DeniedPathsReport.class);

	private final SocialPlusProperties properties;

	private final BrowserModule module;

	private final SecurityRules rules;

	/**
	 * Create a report.
	 * @param properties the paths of the endpoints
	 * @param module the browser module
	 * @param rules the security rules of the application
	 */
	public DeniedPathsReport(SocialPlusProperties properties, BrowserModule module, SecurityRules rules) {
		this.properties = properties;
		this.module = module;
		this.rules = rules;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		report("POST", this.properties.getEndpoint().getPath(), "authenticated()");
		report("GET", this.module.getScript().getPath(), "permitAll()");
		if (this.properties.getVisitor().getSecret() != null) {
			report("POST", this.properties.getVisitor().getPath(), "permitAll()");
		}
	}

	private void report(String method, String path, String rule) {
		if (isDenied(method, path)) {
			logger.warn("The security rules of the application deny " + method + " " + path
					+ " to every user. Add a rule for this path, such as " + rule
					+ ", or set 'socialplus.endpoint.enabled=false'.");
		}
	}

	private boolean isDenied(String method, String path) {
		AtomicBoolean asked = new AtomicBoolean();
		Supplier<Authentication> login = () -> {
			asked.set(true);
			return UsernamePasswordAuthenticationToken.authenticated("user", null, List.of());
		};
		try {
			return !this.rules.isAllowed(method, path, login) && !asked.get();
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			// A rule depends on a part of the request that only a real one has. No rule
			// of the application may break its start here.
			logger.debug("Rules for " + path + " need a real request", ex);
			return false;
		}
	}

	/**
	 * Security rules of a stack. Rules that do not use the login apply to every login.
	 */
	@FunctionalInterface
	public interface SecurityRules {

		/**
		 * Return whether a request is allowed.
		 * @param method the method of the request
		 * @param path the path of the request
		 * @param login supplies the login of the request
		 * @return whether the request is allowed
		 */
		boolean isAllowed(String method, String path, Supplier<Authentication> login);

	}

}
