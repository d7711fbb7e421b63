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
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import plus.social.spring.testsupport.TestCertificates;
import plus.social.spring.testsupport.TlsServer;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.actuate.autoconfigure.info.InfoContributorAutoConfiguration;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.application.SslHealthIndicator;
import org.springframework.boot.health.autoconfigure.application.SslHealthContributorAutoConfiguration;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MtlsBundle}, {@link MtlsBundleReader} and {@link MtlsBundleRegistrar},
 * with a server that asks for client certificates.
 */
@ExtendWith(OutputCaptureExtension.class)
class MtlsTests {

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final String P = "socialplus.mtls.";

	@TempDir
	private Path directory;

	private TlsServer server;

	private ApplicationContextRunner runner;

	private Path keyStore;

	private Path trustStore;

	@BeforeEach
	void start() {
		this.keyStore = TestCertificates.keyStore(this.directory.resolve("client.p12"), "client");
		this.trustStore = TestCertificates.trustStore(this.directory.resolve("trust.p12"), "ca");
		this.server = new TlsServer("server", true);
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, SocialPlusAutoConfiguration.class))
			.withPropertyValues("socialplus.server-key=k3y", "socialplus.base-url=" + this.server.getUrl(),
					"socialplus.http.connect-timeout=1m", "socialplus.http.attempt-timeout=1m",
					"socialplus.http.call-timeout=1m");
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
	}

	private String[] shortForm(String... more) {
		String[] properties = { P + "key-store=" + this.keyStore, P + "key-store-password=" + TestCertificates.PASSWORD,
				P + "trust-store=" + this.trustStore, P + "trust-store-password=" + TestCertificates.PASSWORD };
		return Stream.concat(Arrays.stream(properties), Arrays.stream(more)).toArray(String[]::new);
	}

	@Test
	void theShortFormIsABundleThatOthersSee() {
		this.runner.withPropertyValues(shortForm()).run((context) -> {
			assertThat(context.getBean(SslBundles.class).getBundleNames()).containsExactly("socialplus");
			assertMintsAs(context, "CN=client");
		});
	}

	@Test
	void actuatorTellsOfTheBundle() {
		this.runner
			.withConfiguration(AutoConfigurations.of(InfoContributorAutoConfiguration.class,
					SslHealthContributorAutoConfiguration.class))
			.withPropertyValues("management.info.ssl.enabled=true")
			.withPropertyValues(shortForm())
			.run((context) -> {
				Info.Builder info = new Info.Builder();
				context.getBeansOfType(InfoContributor.class).values().forEach((part) -> part.contribute(info));
				assertThat(info.build().getDetails().get("ssl")).extracting("bundles")
					.asInstanceOf(InstanceOfAssertFactories.LIST)
					.extracting("name")
					.containsExactly("socialplus");
				assertThat(context.getBean(SslHealthIndicator.class).health().getDetails()).extracting("validChains")
					.asInstanceOf(InstanceOfAssertFactories.LIST)
					.extracting("alias")
					.contains("client");
			});
	}

	@Test
	void aJksStoreWithAnAliasAndAPasswordOfItsKeyIsTaken() {
		TestCertificates.typedKeyStore(this.keyStore, "JKS", "canary-key", "next-client", "client");
		this.runner
			.withPropertyValues(
					shortForm(P + "key-store-type=JKS", P + "key-alias=client", P + "key-password=canary-key"))
			.run((context) -> assertMintsAs(context, "CN=client"));
	}

	@Test
	void anAliasChoosesOneOfSeveralCertificates() {
		TestCertificates.keyStore(this.keyStore, "next-client", "client");
		this.runner.withPropertyValues(shortForm(P + "key-alias=client"))
			.run((context) -> assertMintsAs(context, "CN=client"));
		this.runner.withPropertyValues(shortForm(P + "key-alias=Next-Client"))
			.run((context) -> assertMintsAs(context, "CN=next-client"));
	}

	@Test
	void aBundleIsNamed() {
		this.runner
			.withPropertyValues(P + "bundle=chat", "spring.ssl.bundle.jks.chat.keystore.location=" + this.keyStore,
					"spring.ssl.bundle.jks.chat.keystore.password=" + TestCertificates.PASSWORD,
					"spring.ssl.bundle.jks.chat.truststore.location=" + this.trustStore,
					"spring.ssl.bundle.jks.chat.truststore.password=" + TestCertificates.PASSWORD)
			.run((context) -> {
				assertThat(context.getBean(SslBundles.class).getBundleNames()).containsExactly("chat");
				assertMintsAs(context, "CN=client");
			});
	}

	@Test
	void theOptionsOfABundleCount() {
		this.runner
			.withPropertyValues(P + "bundle=chat", "spring.ssl.bundle.jks.chat.keystore.location=" + this.keyStore,
					"spring.ssl.bundle.jks.chat.keystore.password=" + TestCertificates.PASSWORD,
					"spring.ssl.bundle.jks.chat.options.ciphers=TLS_RSA_WITH_AES_128_GCM_SHA256",
					"spring.ssl.bundle.jks.chat.options.enabled-protocols=TLSv1.2")
			.run((context) -> assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> mint(context))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.TLS_FAILED))
				.withMessageContaining("The TLS handshake with Social Plus failed"));
	}

	@Test
	void aPemBundleReloadsWithoutARestart() {
		Path certificate = TestCertificates.certificatePem(this.directory.resolve("client.crt"), "client");
		Path key = TestCertificates.keyPem(this.directory.resolve("client.key"), "client");
		Path authority = TestCertificates.certificatePem(this.directory.resolve("ca.crt"), "ca");
		this.runner
			.withPropertyValues(P + "bundle=chat", "spring.ssl.bundle.pem.chat.reload-on-update=true",
					"spring.ssl.bundle.watch.file.quiet-period=100ms",
					"spring.ssl.bundle.pem.chat.keystore.certificate=" + certificate,
					"spring.ssl.bundle.pem.chat.keystore.private-key=" + key,
					"spring.ssl.bundle.pem.chat.truststore.certificate=" + authority)
			.run((context) -> {
				assertMintsAs(context, "CN=client");
				// On a machine that is slow, there is an update for each file.
				CountDownLatch updated = new CountDownLatch(1);
				context.getBean(SslBundles.class).addBundleUpdateHandler("chat", (update) -> {
					if (nameOf(update).equals("CN=next-client")) {
						updated.countDown();
					}
				});
				TestCertificates.keyPem(key, "next-client");
				TestCertificates.certificatePem(certificate, "next-client");
				assertThat(updated.await(2, TimeUnit.MINUTES)).isTrue();
				assertMintsAs(context, "CN=next-client");
			});
	}

	@Test
	void theShortFormReloadsWithoutARestart(CapturedOutput output) {
		this.runner.withPropertyValues(shortForm()).run((context) -> {
			assertMintsAs(context, "CN=client");
			CountDownLatch updated = updated(context, "socialplus");
			TestCertificates.keyStore(this.keyStore, "next-client");
			assertThat(updated.await(2, TimeUnit.MINUTES)).isTrue();
			assertMintsAs(context, "CN=next-client");
			assertThat(output).contains("new content of the SSL bundle 'socialplus'")
				.doesNotContain(TestCertificates.PASSWORD);
		});
	}

	@Test
	void aStoreThatCannotBeUsedDoesNotReplaceOneThatCan(CapturedOutput output) throws IOException {
		DefaultSslBundleRegistry registry = new DefaultSslBundleRegistry();
		SocialPlusProperties.Mtls properties = new SocialPlusProperties.Mtls(null, this.keyStore.toString(),
				TestCertificates.PASSWORD, null, null, null, null, null, null);
		try (MtlsBundleRegistrar registrar = new MtlsBundleRegistrar(properties, ApplicationResourceLoader.get(),
				new MtlsDiagnosis(new MockEnvironment(), ApplicationResourceLoader.get()))) {
			registrar.registerBundles(registry);
			var first = registry.getBundle("socialplus");
			registrar.refresh(registry, properties);
			assertThat(registry.getBundle("socialplus")).isSameAs(first);
			Files.delete(this.keyStore);
			registrar.refresh(registry, properties);
			Files.writeString(this.keyStore, "half a store");
			registrar.refresh(registry, properties);
			registrar.refresh(registry, properties);
			assertThat(registry.getBundle("socialplus")).isSameAs(first);
			assertThat(output).containsOnlyOnce("'socialplus.mtls.key-store' is invalid")
				.contains("The previous content is used");
			TestCertificates.keyStore(this.keyStore, "next-client");
			registrar.refresh(registry, properties);
			assertThat(registry.getBundle("socialplus")).isNotSameAs(first);
		}
	}

	@Test
	void aBundleThatCannotBeUsedAnyMoreDoesNotReplaceOneThatCan(CapturedOutput output) {
		DefaultSslBundleRegistry registry = new DefaultSslBundleRegistry("chat",
				org.springframework.boot.ssl.SslBundle.of(SslStoreBundle.NONE));
		this.runner.withBean(SslBundles.class, () -> registry).withPropertyValues(P + "bundle=chat").run((context) -> {
			registry.updateBundle("chat", SslBundle.of(SslStoreBundle.of(empty(), null, null)));
			assertThat(output).contains("'socialplus.mtls.bundle' is invalid: The key store has no private key")
				.contains("The previous content is used");
		});
	}

	private static KeyStore empty() throws Exception {
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		keyStore.load(null, null);
		return keyStore;
	}

	@Test
	void anExpiredCertificateIsSaidAtStartAndOnUse(CapturedOutput output) {
		TestCertificates.keyStore(this.keyStore, "expired-client");
		this.runner.withPropertyValues(shortForm()).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("The client certificate for Social Plus expired at");
			assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> mint(context))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.CLIENT_CERTIFICATE_INVALID));
			assertThat(this.server.getClients()).isEmpty();
		});
	}

	@Test
	void aTrustStoreAloneIsTaken() {
		this.runner
			.withPropertyValues(P + "trust-store=" + this.trustStore,
					P + "trust-store-password=" + TestCertificates.PASSWORD)
			.run((context) -> assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> mint(context))
				.withMessageContaining("check that the client certificate is one of those"));
	}

	@Test
	void withoutPropertiesThereIsNoBundle() {
		this.runner.run((context) -> assertThat(context.getBean(SslBundles.class).getBundleNames()).isEmpty());
	}

	@Test
	void propertiesPrintNoSecret() {
		this.runner.withPropertyValues(shortForm())
			.run((context) -> assertThat(context.getBean(SocialPlusProperties.class).getMtls()).asString()
				.doesNotContain("canary"));
	}

	private static String nameOf(SslBundle bundle) {
		try {
			KeyStore keyStore = bundle.getStores().getKeyStore();
			Certificate certificate = keyStore.getCertificate(keyStore.aliases().nextElement());
			return ((X509Certificate) certificate).getSubjectX500Principal().getName();
		}
		catch (KeyStoreException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CountDownLatch updated(AssertableApplicationContext context, String bundle) {
		CountDownLatch updated = new CountDownLatch(1);
		context.getBean(SslBundles.class).addBundleUpdateHandler(bundle, (update) -> updated.countDown());
		return updated;
	}

	private void assertMintsAs(AssertableApplicationContext context, String client) {
		mint(context);
		assertThat(this.server.getClients()).last().isEqualTo(client);
	}

	private static void mint(AssertableApplicationContext context) {
		assertThat(context.getBean(SocialPlusTokenService.class).issueToken(ALICE).getTokenValue())
			.isEqualTo(TlsServer.TOKEN);
	}

}
