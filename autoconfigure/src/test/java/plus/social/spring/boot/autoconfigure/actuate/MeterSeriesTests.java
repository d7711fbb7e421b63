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

package plus.social.spring.boot.autoconfigure.actuate;

import java.util.List;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import plus.social.spring.boot.autoconfigure.SocialPlusAutoConfiguration;
import plus.social.spring.boot.autoconfigure.SocialPlusSessionAutoConfiguration;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.testsupport.RawServer;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the number of time series does not grow with the number of users.
 */
class MeterSeriesTests {

	private static final int USERS = 10_000;

	private static final int MAX_SERIES = 60;

	@Test
	void tenThousandUsersHaveFewerThanSixtySeries() throws Exception {
		try (RawServer socialPlus = RawServer.answering(RawServer.response(200, "text/plain", "t0ken"))) {
			runner(socialPlus).run((context) -> {
				login(context, 0, 1);
				List<String> first = names(context);
				login(context, 1, USERS);
				assertThat(names(context)).as("after the first user, and after all").isEqualTo(first);
				for (int status : new int[] { 422, 429, 403, 500, 401 }) {
					socialPlus.answerAll(RawServer.response(status, "text/plain", "refused"));
					login(context, USERS + status * 10, USERS + status * 10 + 10);
				}
				assertThat(series(context)).hasSizeBetween(20, MAX_SERIES - 1)
					.noneMatch((line) -> line.contains("user-"));
			});
		}
	}

	private static ApplicationContextRunner runner(RawServer socialPlus) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, SocialPlusAutoConfiguration.class,
					SocialPlusSessionAutoConfiguration.class, SocialPlusMetricsAutoConfiguration.class,
					MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					PrometheusMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class))
			.withPropertyValues("socialplus.server-key=k3y", "socialplus.base-url=" + socialPlus.getUrl(),
					"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
					"socialplus.http.call-timeout=1m", "socialplus.logout.revoke=true",
					"socialplus.admin-token=admin-t0ken", "socialplus.visitor.secret=visitor-0123456789abcdef");
	}

	private static void login(ApplicationContext context, int from, int to) {
		SessionTokens tokens = context.getBean(SessionTokens.class);
		for (int user = from; user < to; user++) {
			tokens.issue(SocialPlusUser.of("user-" + user)).getFuture().exceptionally((failure) -> null).join();
		}
	}

	private static List<String> series(ApplicationContext context) {
		return context.getBean(PrometheusMeterRegistry.class)
			.scrape()
			.lines()
			.filter((line) -> line.startsWith("socialplus_"))
			.toList();
	}

	private static List<String> names(ApplicationContext context) {
		return series(context).stream().map((line) -> line.substring(0, line.lastIndexOf(' '))).toList();
	}

}
