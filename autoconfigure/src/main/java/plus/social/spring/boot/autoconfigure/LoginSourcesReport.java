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

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.UserDetailsService;

/**
 * Logs at startup which user ids are qualified with their source, and which decisions the
 * beans leave to the configuration.
 */
final class LoginSourcesReport implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(LoginSourcesReport.class);

	private final SocialPlusProperties.User properties;

	private final ListableBeanFactory beanFactory;

	private final Environment environment;

	LoginSourcesReport(SocialPlusProperties.User properties, ListableBeanFactory beanFactory, Environment environment) {
		this.properties = properties;
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		LoginSources sources = new LoginSourcesDetector(this.beanFactory, this.environment).detect();
		if (this.properties.getPlainSources().isEmpty()) {
			reportDefault(sources);
		}
		int directories = count(UserDetailsService.class) + count(ReactiveUserDetailsService.class);
		if (sources.local() && directories > 1) {
			logger.warn("Users of " + directories + " UserDetailsService beans log in. Social Plus treats the same"
					+ " name in two of them as the same person. If it is not, declare a SocialPlusUserResolver bean.");
		}
	}

	private void reportDefault(LoginSources sources) {
		if (sources.isIssuerUnknown()) {
			logger.warn("The issuers of bearer tokens are unknown, so user ids are qualified with the issuer of a"
					+ " token if it has one. Set 'spring.security.oauth2.resourceserver.jwt.issuer-uri', or list"
					+ " the sources whose ids are not qualified in 'socialplus.user.plain-sources'.");
		}
		else if (sources.hasQualifiedIds()) {
			logger.info("Users log in from more than one source, so user ids are qualified with their source, as in"
					+ " 'github:4711', except those of " + sources.toPlainSources()
					+ ". Set 'socialplus.user.plain-sources' to keep user ids stable when sources change.");
		}
	}

	private int count(Class<?> type) {
		return this.beanFactory.getBeanNamesForType(type, true, false).length;
	}

}
