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

package plus.social.spring.client;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocialPlusBaseUrl} and {@link SocialPlusRegion}.
 */
class SocialPlusBaseUrlTests {

	@ParameterizedTest
	@CsvSource({ "EU, https://apix.eu.amity.co", "SG, https://apix.sg.amity.co", "US, https://apix.us.amity.co" })
	void eachRegionHasItsUrl(SocialPlusRegion region, URI url) {
		assertThat(region.getBaseUrl().toUri()).isEqualTo(url);
	}

	@ParameterizedTest
	@CsvSource({ "https://apix.amity.co, https://apix.amity.co/x", "https://apix.amity.co/, https://apix.amity.co/x",
			"https://gateway.example/amity, https://gateway.example/amity/x",
			"https://gateway.example/amity/, https://gateway.example/amity/x",
			"https://gateway.example:8443, https://gateway.example:8443/x",
			"HTTPS://gateway.example, HTTPS://gateway.example/x", "http://localhost:9000, http://localhost:9000/x",
			"http://LOCALHOST:9000, http://LOCALHOST:9000/x", "http://127.0.0.1:9000, http://127.0.0.1:9000/x",
			"http://127.8.9.10, http://127.8.9.10/x", "http://127.0.0.1:65535, http://127.0.0.1:65535/x",
			"http://127.0.0.1:1, http://127.0.0.1:1/x", "http://[::1]:9000, http://[::1]:9000/x",
			"http://[0:0:0:0:0:0:0:1], http://[0:0:0:0:0:0:0:1]/x" })
	void callsGoBelowIt(String baseUrl, URI call) {
		assertThat(SocialPlusBaseUrl.of(baseUrl).resolve("/x")).isEqualTo(call);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://apix.amity.co", "http://localhost.example.org", "http://127.0.0.1.example.org",
			"http://10.0.0.1", "http://0.0.0.0", "http://[::2]", "http://[::]", "http://[2001:db8::1]",
			"http://[::ffff:127.0.0.1]", "http://128.0.0.1", "ftp://apix.amity.co", "ws://localhost",
			"file:///etc/passwd" })
	void sendsTheKeyToHttpsOrLoopbackOnly(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusBaseUrl.of(url))
			.withMessageContaining("Base URL must");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "apix.amity.co", "/api", "//apix.amity.co", "https:", "https://", "https:///x",
			"https://user@apix.amity.co", "https://user:pw@apix.amity.co", "https://apix.amity.co?x",
			"https://apix.amity.co/?", "https://apix.amity.co#x", "https://apix.amity.co/#", "https://apix amity.co",
			"https://apix.amity.co:0", "https://apix.amity.co:65536", "https://apix.amity.co/\n", "https://api_x",
			"https://[::1", "mailto:a@b.example" })
	void refusesWhatIsNoPlainUrl(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusBaseUrl.of(url))
			.withMessageStartingWith("Base URL ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void reportsAnEmptyUrl(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusBaseUrl.of(url))
			.withMessage("Base URL must not be empty");
	}

	@Test
	void reportsTheIndexOfAnErrorIfKnown() {
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusBaseUrl.of("https://x example"))
			.withMessageMatching("Base URL is not a valid URL \\(at index \\d+\\)");
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusBaseUrl.of("https://[::1%]"))
			.withMessage("Base URL is not a valid URL");
	}

	@Test
	void doesNotTellTheUrlItRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusBaseUrl.of("https://me:s3cret@apix.amity.co"))
			.withMessageNotContaining("s3cret");
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusBaseUrl.of("https://me:s3cret@apix amity.co"))
			.withMessageNotContaining("s3cret")
			.withNoCause();
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusBaseUrl.of("https://[::1.2.3.99999999999]"))
			.withMessage("Base URL is not a valid URL")
			.withNoCause();
	}

	@Test
	void isEqualByUrl() {
		SocialPlusBaseUrl url = SocialPlusBaseUrl.of("https://apix.amity.co/");
		assertThat(url).isEqualTo(SocialPlusBaseUrl.of("https://apix.amity.co"))
			.hasSameHashCodeAs(SocialPlusBaseUrl.of("https://apix.amity.co"))
			.hasToString("https://apix.amity.co");
		assertThat(url).isNotEqualTo(SocialPlusRegion.SG.getBaseUrl());
	}

}
