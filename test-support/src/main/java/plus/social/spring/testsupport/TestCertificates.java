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

package plus.social.spring.testsupport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates, made by the JDK's keytool: those of an authority and what it signed, and
 * those of another one.
 */
public final class TestCertificates {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private static final KeyStore ALL = create();

	private TestCertificates() {
	}

	private static KeyStore create() {
		try {
			Path directory = Files.createTempDirectory("certificates");
			Path file = directory.resolve("all.p12");
			keytool(file, "ca", "-ext", "bc:c", "-validity", "365");
			keytool(file, "stranger", "-ext", "bc:c", "-validity", "365");
			sign(file, "ca", "server", "-ext", "san=ip:127.0.0.1,dns:socialplus.test", "-validity", "365");
			sign(file, "stranger", "unknown-server", "-ext", "san=ip:127.0.0.1", "-validity", "365");
			sign(file, "ca", "other-server", "-ext", "san=dns:other.example", "-validity", "365");
			sign(file, "ca", "expired-server", "-ext", "san=ip:127.0.0.1", "-startdate", "-30d", "-validity", "10");
			sign(file, "ca", "client", "-validity", "365");
			sign(file, "ca", "next-client", "-validity", "365");
			sign(file, "stranger", "foreign-client", "-validity", "365");
			sign(file, "ca", "expired-client", "-startdate", "-30d", "-validity", "10");
			sign(file, "ca", "future-client", "-startdate", "+10d", "-validity", "365");
			byte[] content = Files.readAllBytes(file);
			Files.delete(file);
			Files.delete(directory);
			KeyStore keyStore = KeyStore.getInstance("PKCS12");
			keyStore.load(new ByteArrayInputStream(content), PASSWORD);
			return keyStore;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void sign(Path file, String signer, String alias, String... options) throws IOException {
		List<String> all = new ArrayList<>(List.of(options));
		all.addAll(List.of("-signer", signer));
		keytool(file, alias, all.toArray(String[]::new));
	}

	private static void keytool(Path file, String alias, String... options) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						alias, "-dname", "CN=" + alias, "-keyalg", "EC", "-storetype", "PKCS12", "-keystore",
						file.toString(), "-storepass", new String(PASSWORD)));
		command.addAll(List.of(options));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		try {
			if (process.waitFor() != 0) {
				throw new IllegalStateException(output);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public static X509Certificate certificate(String alias) {
		try {
			return (X509Certificate) ALL.getCertificate(alias);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static KeyManagerFactory keys(String alias) {
		try {
			KeyStore keyStore = empty();
			Certificate[] chain = ALL.getCertificateChain(alias);
			keyStore.setKeyEntry(alias, ALL.getKey(alias, PASSWORD), PASSWORD, chain);
			KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			factory.init(keyStore, PASSWORD);
			return factory;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public static TrustManagerFactory trust(String authority) {
		try {
			KeyStore keyStore = empty();
			keyStore.setCertificateEntry(authority, certificate(authority));
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(keyStore);
			return factory;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyStore empty() throws GeneralSecurityException {
		try {
			KeyStore keyStore = KeyStore.getInstance("PKCS12");
			keyStore.load(null, null);
			return keyStore;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
