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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates of an authority that is trusted, and of another one that is not, made by
 * the JDK's keytool. Their files are gone at the end of the run.
 */
final class Certificates {

	static final String PASSWORD = Canary.secret("store-password");

	private static final String AUTHORITY = "authority";

	private static final String LOCALHOST = "san=dns:localhost,ip:127.0.0.1";

	private static final Certificates instance = new Certificates();

	private final Path directory;

	private final Path all;

	private Certificates() {
		try {
			this.directory = Files.createTempDirectory("certificates");
			this.directory.toFile().deleteOnExit();
			this.all = file("all");
			authority(AUTHORITY);
			authority("other-authority");
			certificate("server", AUTHORITY, "-ext", LOCALHOST);
			certificate("wrong-name", AUTHORITY, "-ext", "san=dns:social.invalid");
			certificate("expired-server", AUTHORITY, "-ext", LOCALHOST, "-startdate", "-10d", "-validity", "2");
			certificate("untrusted-server", "other-authority", "-ext", LOCALHOST);
			certificate("client", AUTHORITY);
			certificate("expired-client", AUTHORITY, "-startdate", "-10d", "-validity", "2");
			certificate("foreign-client", "other-authority");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a key store with one of them.
	 */
	static Path keyStore(String alias) {
		return instance.write(alias, (all, store) -> store.setKeyEntry(alias, all.getKey(alias, PASSWORD.toCharArray()),
				PASSWORD.toCharArray(), all.getCertificateChain(alias)));
	}

	/**
	 * Return a trust store with the authority that is trusted.
	 */
	static Path trustStore() {
		return instance.write("trust",
				(all, store) -> store.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY)));
	}

	/**
	 * Return what a server needs that has one of them and trusts the authority.
	 */
	static SSLContext serverContext(String alias) {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(load(keyStore(alias)), PASSWORD.toCharArray());
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(load(trustStore()));
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void authority(String alias) throws IOException {
		keytool(alias, "-ext", "bc:c");
	}

	private void certificate(String alias, String authority, String... options) throws IOException {
		List<String> all = new ArrayList<>(List.of("-signer", authority));
		all.addAll(List.of(options));
		keytool(alias, all.toArray(String[]::new));
	}

	private void keytool(String alias, String... options) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
						"-keystore", this.all.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias",
						alias, "-dname", "CN=" + alias, "-keyalg", "EC", "-groupname", "secp256r1"));
		command.addAll(List.of(options));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getInputStream().transferTo(OutputStream.nullOutputStream());
		try {
			if (process.waitFor() != 0) {
				throw new IllegalStateException("keytool could not make the certificate " + alias);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private synchronized Path write(String name, Content content) {
		Path file = file(name);
		try {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			content.add(load(this.all), store);
			try (OutputStream out = Files.newOutputStream(file)) {
				store.store(out, PASSWORD.toCharArray());
			}
			return file;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Path file(String name) {
		Path file = this.directory.resolve(name + ".p12");
		file.toFile().deleteOnExit();
		return file;
	}

	private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD.toCharArray());
		}
		return store;
	}

	private interface Content {

		void add(KeyStore all, KeyStore store) throws GeneralSecurityException;

	}

}
