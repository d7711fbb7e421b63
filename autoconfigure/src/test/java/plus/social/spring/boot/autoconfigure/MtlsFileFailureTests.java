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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
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
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link MtlsDiagnosis}, {@link PemFile}, {@link StoreFile} and
 * {@link KeyPairCheck}: each way in which a file of a bundle can be wrong has one
 * message.
 */
@ExtendWith(OutputCaptureExtension.class)
class MtlsFileFailureTests {

	private static final String CERTIFICATE = pem("CERTIFICATE", TestCertificates.encodedCertificate("client"));

	private static final String KEY = pem("PRIVATE KEY", TestCertificates.encodedKey("client"));

	private static final String CHAIN = TestCertificates.chainPem("chained-client");

	private static final String CHAINED_KEY = pem("PRIVATE KEY", TestCertificates.encodedKey("chained-client"));

	private static final String ENCRYPTED = TestCertificates.encryptedKeyPem("client", "canary-right");

	private static final String CA = pem("CERTIFICATE", TestCertificates.encodedCertificate("ca"));

	private static final byte[] BODY = "canary".getBytes(StandardCharsets.ISO_8859_1);

	@TempDir
	private Path directory;

	private static String pem(String type, byte[] content) {
		return TestCertificates.toPem(type, content);
	}

	static Stream<Arguments> pemFiles() {
		return Stream.of(Arguments.of("", KEY, "The certificate is empty"),
				Arguments.of(CERTIFICATE, "\n", "The private key is empty"),
				Arguments.of(KEY, CERTIFICATE, "are swapped"),
				Arguments.of(KEY, KEY, "The certificate is a private key instead of a certificate"),
				Arguments.of(CERTIFICATE, CERTIFICATE, "The private key is a certificate instead of a private key"),
				Arguments.of(pem("CERTIFICATE REQUEST", BODY), KEY, "The certificate is a certificate signing request"),
				Arguments.of(pem("NEW CERTIFICATE REQUEST", BODY), KEY, "is a certificate signing request"),
				Arguments.of(CERTIFICATE, pem("CERTIFICATE REQUEST", BODY), "private key is a certificate signing"),
				Arguments.of(CERTIFICATE, pem("PUBLIC KEY", TestCertificates.encodedPublicKey("client")),
						"The private key is a public key"),
				Arguments.of(pem("TRUSTED CERTIFICATE", BODY), KEY, "openssl x509"),
				Arguments.of(pem("PKCS7", BODY), KEY, "PKCS #7"),
				Arguments.of(pem("CERTIFICATE", BODY), KEY, "The certificate is damaged"),
				Arguments.of(CERTIFICATE + pem("CERTIFICATE", BODY), KEY, "The certificate is damaged"),
				Arguments.of(CERTIFICATE.substring(0, 200), KEY, "The certificate is truncated"),
				Arguments.of(CERTIFICATE, KEY.substring(0, 60), "The private key is truncated"),
				Arguments.of(CERTIFICATE.replaceAll("-----.*-----\n", ""), KEY, "has no BEGIN line"),
				Arguments.of("canary", KEY, "The certificate is not PEM"),
				Arguments.of(CERTIFICATE, pem("PRIVATE KEY", BODY), "The private key is damaged"),
				Arguments.of(CERTIFICATE, CHAINED_KEY + KEY, "several private keys"),
				Arguments.of(CERTIFICATE, pem("OPENSSH PRIVATE KEY", BODY), "OPENSSH PRIVATE KEY"),
				Arguments.of(CERTIFICATE,
						"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x\n\nAAAA\n"
								+ "-----END RSA PRIVATE KEY-----\n",
						"openssl pkcs8 -topk8"),
				Arguments.of(CERTIFICATE, ENCRYPTED, "The private key is encrypted: set its password"),
				Arguments.of(CERTIFICATE, pem("PRIVATE KEY", TestCertificates.encodedKey("next-client")),
						"The private key belongs to another certificate"),
				Arguments.of(CERTIFICATE, pem("PRIVATE KEY", TestCertificates.encodedKey("rsa-client")),
						"The private key belongs to another certificate"),
				Arguments.of(pem("CERTIFICATE", TestCertificates.encodedCertificate("ed-client")), KEY,
						"The private key belongs to another certificate"),
				Arguments.of(CA + CERTIFICATE, KEY, "wrong order: the client certificate comes first"),
				Arguments.of(reversed(CHAIN), CHAINED_KEY, "wrong order: the client certificate comes first"),
				Arguments.of(withoutSecond(CHAIN), CHAINED_KEY, "wrong order, or one is missing: certificate 2"),
				Arguments.of(CERTIFICATE + CERTIFICATE, KEY, "wrong order, or one is missing: certificate 2"));
	}

	private static String reversed(String chain) {
		List<String> parts = new ArrayList<>(Arrays.asList(chain.split("(?<=-----END CERTIFICATE-----\n)")));
		Collections.reverse(parts);
		return String.join("", parts);
	}

	private static String withoutSecond(String chain) {
		String[] parts = chain.split("(?<=-----END CERTIFICATE-----\n)");
		return parts[0] + parts[2];
	}

	@ParameterizedTest
	@MethodSource("pemFiles")
	void aPemBundleThatCannotBeUsedFailsTheStart(String certificate, String key, String problem, CapturedOutput output)
			throws IOException {
		assertFails(pemBundle(certificate, key), problem, output);
	}

	// Its check comes before there is a bundle.
	@Test
	void whatSpringBootFindsItselfIsExplainedAsWell(CapturedOutput output) throws IOException {
		assertFails(verifying(pemBundle(CERTIFICATE, CHAINED_KEY)), "The private key belongs to another certificate",
				output);
		assertFails(verifying(pemBundle(KEY, CERTIFICATE)), "are swapped", output);
		assertFails(verifying(pemBundle(CERTIFICATE, ENCRYPTED)), "The private key is encrypted: set its password",
				output);
	}

	private static List<String> verifying(List<String> bundle) {
		List<String> properties = new ArrayList<>(bundle);
		properties.add("spring.ssl.bundle.pem.chat.keystore.verify-keys=true");
		return properties;
	}

	@Test
	void aWrongPasswordOfAKeyFailsTheStart(CapturedOutput output) throws IOException {
		List<String> properties = new ArrayList<>(pemBundle(CERTIFICATE, ENCRYPTED));
		properties.add("spring.ssl.bundle.pem.chat.keystore.private-key-password=canary-wrong");
		assertFails(properties, "The private key cannot be decrypted with the password in 'private-key-password'",
				output);
	}

	@Test
	void anEncryptionThatTheJvmDoesNotKnowFailsTheStart(CapturedOutput output) throws IOException {
		List<String> properties = new ArrayList<>(pemBundle(CERTIFICATE, pem("ENCRYPTED PRIVATE KEY", BODY)));
		properties.add("spring.ssl.bundle.pem.chat.keystore.private-key-password=canary-right");
		assertFails(properties, "openssl pkcs8 -topk8 -v2 aes256", output);
	}

	@Test
	void binaryFilesInTheirPlaceFailTheStart(CapturedOutput output) throws IOException {
		List<String> properties = pemBundle(CERTIFICATE, KEY);
		Files.write(this.directory.resolve("key.pem"), TestCertificates.encodedKey("client"));
		assertFails(properties, "The private key is DER, the binary form", output);
		Files.write(this.directory.resolve("cert.pem"), TestCertificates.encodedCertificate("client"));
		assertFails(properties, "The certificate is DER, the binary form", output);
		Files.writeString(this.directory.resolve("cert.pem"), CERTIFICATE, StandardCharsets.UTF_16LE);
		assertFails(properties, "The certificate is UTF-16", output);
		TestCertificates.keyStore(this.directory.resolve("cert.pem"), "client");
		assertFails(properties, "The certificate is a key store", output);
		Files.delete(this.directory.resolve("cert.pem"));
		assertFails(properties, "The certificate does not exist", output);
		Files.createDirectory(this.directory.resolve("cert.pem"));
		assertFails(properties, "The certificate is a directory", output);
	}

	@Test
	void aFileOfTrustedCertificatesFailsTheStart(CapturedOutput output) throws IOException {
		List<String> properties = new ArrayList<>(pemBundle(CERTIFICATE, KEY));
		properties.add("spring.ssl.bundle.pem.chat.truststore.certificate=" + this.directory.resolve("key.pem"));
		assertFails(properties, "The trusted certificate is a private key instead of a certificate", output);
	}

	@Test
	void halfABundleFailsTheStart(CapturedOutput output) throws IOException {
		assertFails(pemBundle(CERTIFICATE, KEY).subList(0, 2),
				"'spring.ssl.bundle.pem.chat.keystore.private-key' is not set", output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "client", "rsa-client", "ed-client", "chained-client", "expired-client" })
	void whatCanBeUsedStarts(String alias) throws IOException {
		start(pemBundle(TestCertificates.chainPem(alias), pem("PRIVATE KEY", TestCertificates.encodedKey(alias))))
			.close();
		start(pemBundle("garbage before\n" + pem("CERTIFICATE", TestCertificates.encodedCertificate(alias)),
				"garbage\n" + pem("PRIVATE KEY", TestCertificates.encodedKey(alias))))
			.close();
	}

	@Test
	void anEncryptedKeyWithItsPasswordStarts() throws IOException {
		List<String> properties = new ArrayList<>(pemBundle(CERTIFICATE, ENCRYPTED));
		properties.add("spring.ssl.bundle.pem.chat.keystore.private-key-password=canary-right");
		start(properties).close();
	}

	@Test
	void aCertificateWithoutItsIssuersIsReported(CapturedOutput output) throws IOException {
		start(pemBundle(CHAIN, CHAINED_KEY)).close();
		assertThat(output).doesNotContain("without its issuer's certificate");
		start(pemBundle(pem("CERTIFICATE", TestCertificates.encodedCertificate("chained-client")), CHAINED_KEY))
			.close();
		assertThat(output).containsOnlyOnce("without its issuer's certificate");
	}

	@Test
	void aCertificateThatIsNotValidYetIsReported(CapturedOutput output) throws IOException {
		start(pemBundle(TestCertificates.chainPem("future-client"),
				pem("PRIVATE KEY", TestCertificates.encodedKey("future-client"))))
			.close();
		assertThat(output).containsOnlyOnce("The client certificate for Social Plus is not valid before");
	}

	@Test
	void aKeyStoreThatIsNoneFailsTheStart(CapturedOutput output) throws IOException {
		Path file = this.directory.resolve("client.p12");
		List<String> properties = List.of("socialplus.mtls.key-store=" + file,
				"socialplus.mtls.key-store-password=" + TestCertificates.PASSWORD);
		Files.writeString(file, CERTIFICATE + KEY);
		assertFails(properties, "The key store is a PEM file", output);
		Files.writeString(file, "");
		assertFails(properties, "The key store is empty", output);
		Files.write(file, TestCertificates.encodedCertificate("client"));
		assertFails(properties, "The key store is a certificate rather than a store", output);
		Files.writeString(file, CERTIFICATE.replaceAll("-----.*-----\n", ""));
		assertFails(properties, "The key store is Base64", output);
		TestCertificates.typedKeyStore(file, "JCEKS", TestCertificates.PASSWORD, "client");
		assertFails(properties, "The key store has the type JCEKS", output);
		TestCertificates.mismatchedKeyStore(file, "next-client", "client");
		assertFails(properties, "The private key belongs to another certificate", output);
		Files.delete(file);
		Files.createDirectory(file);
		assertFails(properties, "The key store is a directory", output);
	}

	@Test
	void aNamedKeyStoreThatIsNoneFailsTheStart(CapturedOutput output) throws IOException {
		Path file = Files.writeString(this.directory.resolve("client.p12"), CERTIFICATE + KEY);
		assertFails(
				List.of("socialplus.mtls.bundle=chat", "spring.ssl.bundle.jks.chat.keystore.location=" + file,
						"spring.ssl.bundle.jks.chat.keystore.password=" + TestCertificates.PASSWORD),
				"The key store is a PEM file", output);
	}

	private List<String> pemBundle(String certificate, String key) throws IOException {
		Files.writeString(this.directory.resolve("cert.pem"), certificate);
		Files.writeString(this.directory.resolve("key.pem"), key);
		return List.of("socialplus.mtls.bundle=chat",
				"spring.ssl.bundle.pem.chat.keystore.certificate=" + this.directory.resolve("cert.pem"),
				"spring.ssl.bundle.pem.chat.keystore.private-key=" + this.directory.resolve("key.pem"));
	}

	private void assertFails(List<String> properties, String problem, CapturedOutput output) {
		int before = output.toString().length();
		assertThatException().isThrownBy(() -> start(properties));
		assertThat(output.toString().substring(before)).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("Property 'socialplus.mtls.")
			.contains(problem)
			.doesNotContainIgnoringCase("canary")
			.doesNotContain("PRIVATE KEY-----");
	}

	private static ConfigurableApplicationContext start(List<String> properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("socialplus.server-key=k3y", "spring.main.banner-mode=off")
			.properties(properties.toArray(String[]::new))
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, SocialPlusAutoConfiguration.class })
	static class Application {

	}

}
