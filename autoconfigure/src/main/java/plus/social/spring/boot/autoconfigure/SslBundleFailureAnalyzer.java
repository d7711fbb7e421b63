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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * {@link AbstractFailureAnalyzer} for an SSL bundle used to call Social Plus that Spring
 * Boot cannot register, which fails before the client is created.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class SslBundleFailureAnalyzer extends AbstractFailureAnalyzer<BeanCreationException> {

	private static final String REGISTRY = "sslBundleRegistry";

	private final Environment environment;

	SslBundleFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanCreationException cause) {
		String bundle = this.environment.getProperty("socialplus.mtls.bundle");
		if (bundle == null || !isOfRegistry(cause)) {
			return null;
		}
		String problem = new MtlsDiagnosis(this.environment, new DefaultResourceLoader()).findBundleProblem(bundle);
		return (problem != null) ? new FailureAnalysis("Property 'socialplus.mtls.bundle' is invalid: " + problem,
				MtlsBundleReader.BUNDLE_ADVICE, rootFailure) : null;
	}

	private static boolean isOfRegistry(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof BeanCreationException creation && REGISTRY.equals(creation.getBeanName())) {
				return true;
			}
		}
		return false;
	}

}
