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
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.testsupport.TestProcess;
import plus.social.spring.testsupport.TlsServer;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the page about mTLS: its commands are run and its properties are used as they
 * stand, with an authority of the test's in the place of the Console.
 */
class MtlsPageTests {

	private static final Path PAGE = Path.of("../docs/mtls.md");

	private static final Pattern BLOCK = Pattern
		.compile("<!-- (?:run|properties) (\\S+) -->\\R```(shell|properties)\\R(.*?)```", Pattern.DOTALL);

	@TempDir
	private Path directory;

	@TempDir
	private Path authority;

	private TlsServer server;

	@BeforeEach
	void start() {
		TestCertificates.keyStore(this.authority.resolve("intermediate.p12"), "intermediate");
		TestCertificates.trustStore(this.authority.resolve("trust.p12"), "ca");
		this.server = new TlsServer("server", true);
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
	}

	@Test
	void everyCommandIsRun() throws IOException {
		assertThat(BLOCK.matcher(Files.readString(PAGE)).results().filter((block) -> block.group(2).equals("shell")))
			.hasSize(Math.toIntExact(Files.readString(PAGE).lines().filter("```shell"::equals).count()));
	}

	@Test
	void theWayWithOpensslEndsInAHandshake() throws Exception {
		assumeOpenssl();
		run("openssl-request", this.directory);
		sign(this.directory);
		run("chain", this.directory);
		with("pem-bundle", this::assertMints);
		run("openssl-install", this.directory);
		with("key-store-bundle", this::assertMints);
		with("short-form", this::assertMints);
	}

	@Test
	void theWayWithKeytoolEndsInAHandshakeAndARenewalNeedsNoRestart() throws Exception {
		makeKeyStoreWithKeytool(this.directory);
		with("short-form", (context) -> {
			assertMints(context);
			makeKeyStoreWithKeytool(Files.createDirectory(this.directory.resolve("next")));
			CountDownLatch updated = new CountDownLatch(1);
			context.getBean(SslBundles.class).addBundleUpdateHandler("socialplus", (bundle) -> updated.countDown());
			run("renew", this.directory);
			assertThat(updated.await(2, TimeUnit.MINUTES)).isTrue();
			assertMints(context);
			assertThat(this.server.getSerialNumbers()).hasSize(2).doesNotHaveDuplicates();
		});
	}

	@Test
	void withoutTheIntermediateAuthorityNoCertificateIsSent() throws Exception {
		assumeOpenssl();
		run("openssl-request", this.directory);
		sign(this.directory);
		Files.copy(this.directory.resolve("socialplus.crt"), this.directory.resolve("socialplus-chain.crt"));
		with("pem-bundle", (context) -> {
			SocialPlusTokenService service = context.getBean(SocialPlusTokenService.class);
			assertThatExceptionOfType(SocialPlusException.class)
				.isThrownBy(() -> service.issueToken(SocialPlusUser.of("alice")));
			assertThat(this.server.getClients()).doesNotContain("CN=chat-backend");
		});
	}

	private void makeKeyStoreWithKeytool(Path directory) throws IOException {
		run("keytool-request", directory);
		sign(directory);
		run("chain", directory);
		run("keytool-install", directory);
	}

	private static void assumeOpenssl() {
		boolean installed = Stream.of(System.getenv("PATH").split(":"))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "openssl")));
		Assumptions.assumeTrue(installed, "openssl is not installed");
	}

	// What the Console does, by an intermediate authority: the server names the root
	// only.
	private void sign(Path directory) throws IOException {
		TestProcess.run(new ProcessBuilder(keytool(), "-gencert", "-rfc", "-alias", "intermediate", "-keystore",
				this.authority.resolve("intermediate.p12").toString(), "-storepass", TestCertificates.PASSWORD,
				"-infile", directory.resolve("socialplus.csr").toString(), "-outfile",
				directory.resolve("socialplus.crt").toString()));
		Path certificate = directory.resolve("socialplus.crt");
		Files.writeString(certificate,
				Files.readString(certificate).replaceFirst("(?s)(END CERTIFICATE-----\\R).*", "$1"));
		TestCertificates.certificatePem(directory.resolve("socialplus-ca.crt"), "intermediate");
	}

	private static String keytool() {
		return Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
	}

	private static void run(String name, Path directory) throws IOException {
		ProcessBuilder command = new ProcessBuilder("sh", "-euc", block(name)).directory(directory.toFile());
		command.environment().put("KEY_STORE_PASSWORD", TestCertificates.PASSWORD);
		command.environment()
			.compute("PATH", (key, path) -> Path.of(System.getProperty("java.home"), "bin") + ":" + path);
		TestProcess.run(command);
	}

	private static String block(String name) throws IOException {
		return BLOCK.matcher(Files.readString(PAGE))
			.results()
			.filter((block) -> block.group(1).equals(name))
			.map((MatchResult block) -> block.group(3))
			.findFirst()
			.orElseThrow();
	}

	private void with(String form, Use use) throws IOException {
		Properties properties = new Properties();
		properties.load(new StringReader(block(form).replace("/etc/chat", this.directory.toString())));
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, SocialPlusAutoConfiguration.class))
			.withPropertyValues(properties.entrySet()
				.stream()
				.map((property) -> property.getKey() + "=" + property.getValue())
				.toArray(String[]::new))
			.withPropertyValues(trust(form))
			.withPropertyValues("KEY_STORE_PASSWORD=" + TestCertificates.PASSWORD, "socialplus.server-key=k3y",
					"socialplus.base-url=" + this.server.getUrl(), "socialplus.http.connect-timeout=1m",
					"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m",
					"spring.ssl.bundle.watch.file.quiet-period=1s")
			.run(use::of);
	}

	// The page leaves trust to the JVM, which does not know the test's authority.
	private String[] trust(String form) {
		Path trustStore = this.authority.resolve("trust.p12");
		return switch (form) {
			case "pem-bundle" -> new String[] { "spring.ssl.bundle.pem.chat.truststore.certificate="
					+ TestCertificates.certificatePem(this.authority.resolve("ca.crt"), "ca") };
			case "key-store-bundle" -> new String[] { "spring.ssl.bundle.jks.chat.truststore.location=" + trustStore,
					"spring.ssl.bundle.jks.chat.truststore.password=" + TestCertificates.PASSWORD };
			default -> new String[] { "socialplus.mtls.trust-store=" + trustStore,
					"socialplus.mtls.trust-store-password=" + TestCertificates.PASSWORD };
		};
	}

	private void assertMints(AssertableApplicationContext context) {
		SocialPlusTokenService service = context.getBean(SocialPlusTokenService.class);
		assertThat(service.issueToken(SocialPlusUser.of("alice")).getTokenValue()).isEqualTo(TlsServer.TOKEN);
		assertThat(this.server.getClients()).last().isEqualTo("CN=chat-backend");
	}

	private interface Use {

		void of(AssertableApplicationContext context) throws Exception;

	}

}
