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

package plus.social.spring.tests.faults;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import plus.social.spring.tests.TestApplication;
import plus.social.spring.testsupport.Browser;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for secrets in what an application says about itself: its actuator pages and its
 * beans as text.
 */
final class CanaryPages {

	private static final Pattern PAGE = Pattern.compile("\"href\":\"[^\"]*?(/actuator/[^\"{]+)\"");

	// Metrics that know nothing of the application.
	private static final Pattern MACHINE = Pattern.compile("(jvm|process|system|disk)\\.");

	private final TestApplication application;

	private final Browser browser;

	CanaryPages(TestApplication application) {
		this.application = application;
		this.browser = application.newBrowser();
	}

	void scan() {
		this.application.getBeans().forEach(CanaryPages::scanBean);
		List<String> pages = PAGE.matcher(scanPage("/actuator").body())
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(pages).contains("/actuator/env", "/actuator/configprops", "/actuator/beans", "/actuator/conditions",
				"/actuator/health", "/actuator/info", "/actuator/metrics", "/actuator/prometheus",
				"/actuator/auditevents", "/actuator/httpexchanges", "/actuator/socialplus");
		pages.forEach(this::scanPage);
		scanMetrics();
	}

	private static void scanBean(String name, Object bean) {
		if (bean.getClass().getName().startsWith("plus.social.")) {
			Canary.scan("bean " + name, bean.toString());
		}
	}

	private HttpResponse<String> scanPage(String path) {
		HttpResponse<String> answer = this.browser.get(path, "Accept", "*/*");
		Canary.scan(path, answer.headers().map() + "\n" + answer.body());
		return answer;
	}

	private void scanMetrics() {
		Map<String, Object> metrics = JsonParserFactory.getJsonParser().parseMap(scanPage("/actuator/metrics").body());
		((List<?>) metrics.get("names")).stream()
			.filter((name) -> !MACHINE.matcher(name.toString()).lookingAt())
			.forEach((name) -> scanPage("/actuator/metrics/" + name));
	}

}
