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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import plus.social.spring.session.LoginMode;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Configurations that warn if logins of a web application cannot be observed because a
 * required module is not on the classpath.
 */
final class MissingSecurityConfigurations {

	private static final Log logger = LogFactory.getLog(MissingSecurityConfigurations.class);

	private static final String SPRING_SECURITY_WEB = "org.springframework.security.web.authentication.AuthenticationSuccessHandler";

	private MissingSecurityConfigurations() {
	}

	private static void warn(String missing, SocialPlusProperties properties) {
		if (properties.getLogin().getMode() != LoginMode.OFF || properties.getEndpoint().isEnabled()) {
			logger.warn("Sessions do not receive Social Plus auth tokens, and there is no token endpoint: " + missing
					+ " is not on the classpath. Add 'spring-boot-starter-security'. If the application only calls"
					+ " the services of Social Plus, set 'socialplus.login.mode=off' and"
					+ " 'socialplus.endpoint.enabled=false'.");
		}
	}

	@Lazy(false)
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	@ConditionalOnMissingClass(SPRING_SECURITY_WEB)
	static class SpringSecurity {

		SpringSecurity(SocialPlusProperties properties) {
			warn("Spring Security (spring-security-web)", properties);
		}

	}

	@Lazy(false)
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(name = SPRING_SECURITY_WEB)
	@ConditionalOnMissingClass("org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties")
	static class ServletModule {

		ServletModule(SocialPlusProperties properties) {
			warn("Spring Boot's security module (spring-boot-security)", properties);
		}

	}

	// With @EnableWebFluxSecurity, WebFlux does not need Spring Boot's security module.
	@Lazy(false)
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	@ConditionalOnClass(name = SPRING_SECURITY_WEB)
	@ConditionalOnMissingClass("org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration")
	@ConditionalOnMissingBean(type = "org.springframework.security.web.server.WebFilterChainProxy")
	static class ReactiveModule {

		ReactiveModule(SocialPlusProperties properties) {
			warn("Spring Boot's security module (spring-boot-security)", properties);
		}

	}

}
