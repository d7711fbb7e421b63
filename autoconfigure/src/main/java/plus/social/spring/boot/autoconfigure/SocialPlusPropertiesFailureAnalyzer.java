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

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusRegion;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link AbstractFailureAnalyzer} for {@code socialplus} properties that cannot be
 * converted. It is ordered before Spring Boot's own analyzers, which would print the
 * value.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SocialPlusPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if ("socialplus.region".equals(cause.getName().toString())) {
			return new FailureAnalysis("Property 'socialplus.region' is invalid: there is no such region.",
					"Use one of " + regions()
							+ ". The Social Plus Console shows the region of your network under Settings > General.",
					rootFailure);
		}
		return null;
	}

	private static String regions() {
		return Arrays.stream(SocialPlusRegion.values())
			.map((region) -> region.name().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "));
	}

}
