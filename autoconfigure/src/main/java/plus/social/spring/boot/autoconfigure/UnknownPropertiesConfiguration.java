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

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Configuration that logs a warning at startup about unknown properties under {@code
 * socialplus}.
 */
@Lazy(false)
@Configuration(proxyBeanMethods = false)
class UnknownPropertiesConfiguration {

	private static final Log logger = LogFactory.getLog(UnknownPropertiesConfiguration.class);

	UnknownPropertiesConfiguration(Environment environment) {
		String unknown = new UnknownProperties(KnownProperties.of(SocialPlusProperties.class)).describe(environment);
		if (!unknown.isEmpty()) {
			logger.warn("Unknown properties are ignored: " + unknown);
		}
	}

}
