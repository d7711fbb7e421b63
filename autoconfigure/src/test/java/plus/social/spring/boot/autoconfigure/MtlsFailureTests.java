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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.testsupport.TestCertificates;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link MtlsBundleReader} and its properties, where they make a start fail.
 */
@ExtendWith(OutputCaptureExtension.class)
class MtlsFailureTests {

	private static final String P = "socialplus.mtls.";

	@TempDir
	private Path directory;

	@BeforeEach
	void writeStores() throws IOException {
		TestCertificates.keyStore(this.directory.resolve("client.p12"), "client");
		TestCertificates.trustStore(this.directory.resolve("trust.p12"), "ca");
		TestCertificates.keyStore(this.directory.resolve("two.p12"), "client", "next-client");
		TestCertificates.typedKeyStore(this.directory.resolve("client.jks"), "JKS", "canary-key", "client");
		TestCertificates.trustStore(this.directory.resolve("empty.p12"));
		Files.writeString(this.directory.resolve("garbage.p12"), "garbage");
	}

	static Stream<Arguments> invalid() {
		String p12 = P + "key-store=DIR/client.p12";
		String password = P + "key-store-password=" + TestCertificates.PASSWORD;
		String trust = P + "trust-store=DIR/trust.p12";
		return Stream.of(Arguments.of("bundle", "There is no SSL bundle 'chat'", List.of(P + "bundle=chat")),
				Arguments.of("bundle", "cannot be combined with other" + " properties",
						List.of(P + "bundle=chat", p12, password)),
				Arguments.of("bundle", "cannot be combined with other properties", List.of(P + "bundle=chat", trust)),
				Arguments.of("key-store", "does not exist", List.of(P + "key-store=DIR/none.p12", password)),
				Arguments.of("key-store", "cannot be read", List.of(P + "key-store=DIR/garbage.p12", password)),
				Arguments.of("key-store", "has no private key with a certificate",
						List.of(P + "key-store=DIR/trust.p12", password)),
				Arguments.of("key-store-password", "cannot be opened with this password",
						List.of(p12, P + "key-store-password=canary-wrong")),
				Arguments.of("key-store-password", "cannot be opened with this password",
						List.of(p12, P + "key-store-password=")),
				Arguments.of("key-store-password", "Without it", List.of(p12)),
				Arguments.of("key-store-type", "has an unknown type",
						List.of(p12, password, P + "key-store-type=CANARY")),
				Arguments.of("key-alias", "no private key with this alias",
						List.of(p12, password, P + "key-alias=canary")),
				Arguments.of("key-alias", "several private keys", List.of(P + "key-store=DIR/two.p12", password)),
				Arguments.of("key-password", "cannot be opened with this password",
						List.of(P + "key-store=DIR/client.jks", password, P + "key-store-type=JKS",
								P + "key-password=canary-wrong")),
				Arguments.of("trust-store", "does not exist", List.of(P + "trust-store=DIR/none.p12")),
				Arguments.of("trust-store", "has no certificate",
						List.of(P + "trust-store=DIR/empty.p12",
								P + "trust-store-password=" + TestCertificates.PASSWORD)),
				Arguments.of("trust-store-password", "cannot be opened with this password",
						List.of(trust, P + "trust-store-password=canary-wrong")),
				Arguments.of("trust-store-type", "has an unknown type", List.of(trust, P + "trust-store-type=CANARY")),
				Arguments.of("key-store-password", "'socialplus.mtls.key-store' is not set", List.of(password)),
				Arguments.of("trust-store-type", "'socialplus.mtls.trust-store' is not set",
						List.of(p12, password, P + "trust-store-type=PKCS12")),
				Arguments.of("key-store", "There is already an SSL bundle 'socialplus'",
						List.of(p12, password, "spring.ssl.bundle.jks.socialplus.keystore.location=DIR/client.p12")),
				Arguments.of("bundle", "The key store does not exist",
						List.of(P + "bundle=chat", "spring.ssl.bundle.jks.chat.keystore.location=DIR/none.p12")));
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void aStartThatCannotWorkFailsWithOneClearMessage(String property, String problem, List<String> properties,
			CapturedOutput output) {
		assertFailsToStart(properties, P + property, problem, output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bundle", "key-store", "key-store-type", "key-alias", "trust-store", "trust-store-type" })
	void aStartWithAnEmptyPropertyFails(String property, CapturedOutput output) {
		assertFailsToStart(List.of(P + property + "="), P + property, "must not be empty", output);
	}

	private void assertFailsToStart(List<String> properties, String property, String problem, CapturedOutput output) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(Map.of("socialplus.server-key", "k3y"))
			.properties(properties.stream()
				.map((line) -> line.replace("DIR", this.directory.toString()))
				.toArray(String[]::new));
		assertThatException().isThrownBy(application::run);
		assertThat(output).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("Property '" + property + "' is invalid")
			.contains(problem)
			.doesNotContainIgnoringCase("canary");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, SocialPlusAutoConfiguration.class })
	static class Application {

	}

}
