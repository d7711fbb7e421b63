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

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Configuration that registers the SSL bundle of the short form with Spring Boot's own
 * bundles.
 */
@Configuration(proxyBeanMethods = false)
class MtlsConfiguration {

	@Bean
	MtlsDiagnosis socialPlusMtlsDiagnosis(Environment environment, ResourceLoader resourceLoader) {
		return new MtlsDiagnosis(environment, resourceLoader);
	}

	@Bean
	MtlsBundleRegistrar socialPlusMtlsBundleRegistrar(SocialPlusProperties properties, ResourceLoader resourceLoader,
			MtlsDiagnosis diagnosis) {
		return new MtlsBundleRegistrar(properties.getMtls(), ApplicationResourceLoader.get(resourceLoader, true),
				diagnosis);
	}

}
