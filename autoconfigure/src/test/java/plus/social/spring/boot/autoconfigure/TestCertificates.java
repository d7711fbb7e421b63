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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Certificates of one authority, made by the JDK's keytool, as files of every form that
 * properties can name.
 */
final class TestCertificates {

	static final String PASSWORD = "canary-password";

	private static final KeyStore ALL = create();

	private TestCertificates() {
	}

	private static KeyStore create() {
		try {
			Path directory = Files.createTempDirectory("certificates");
			Path file = directory.resolve("all.p12");
			keytool(file, "ca", "-ext", "bc:c");
			keytool(file, "server", "-ext", "san=ip:127.0.0.1", "-signer", "ca");
			keytool(file, "client", "-signer", "ca");
			keytool(file, "next-client", "-signer", "ca");
			keytool(file, "intermediate", "-ext", "bc:c", "-signer", "ca");
			keytool(file, "chained-client", "-signer", "intermediate");
			keytool(file, "rsa-client", "-signer", "ca", "-keyalg", "RSA");
			keytool(file, "ed-client", "-signer", "ca", "-keyalg", "Ed25519");
			keytool(file, "future-client", "-signer", "ca", "-startdate", "+10d");
			keytool(file, "expired-client", "-signer", "ca", "-startdate", "-100d");
			byte[] content = Files.readAllBytes(file);
			Files.delete(file);
			Files.delete(directory);
			KeyStore keyStore = KeyStore.getInstance("PKCS12");
			keyStore.load(new ByteArrayInputStream(content), PASSWORD.toCharArray());
			return keyStore;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void keytool(Path file, String alias, String... options) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						alias, "-dname", "CN=" + alias, "-keystore", file.toString(), "-storepass", PASSWORD));
		command.addAll(List.of(options));
		if (!command.contains("-keyalg")) {
			command.addAll(List.of("-keyalg", "EC"));
		}
		TestProcess.run(new ProcessBuilder(command));
	}

	/**
	 * Write a key store.
	 * @param file the file
	 * @param type the type of the store
	 * @param keyPassword the password of the keys, if the type has such
	 * @param aliases the names of certificates that come with their keys
	 * @return the file
	 */
	static Path typedKeyStore(Path file, String type, String keyPassword, String... aliases) {
		try {
			KeyStore keyStore = empty(type);
			for (String alias : aliases) {
				keyStore.setKeyEntry(alias, ALL.getKey(alias, PASSWORD.toCharArray()), keyPassword.toCharArray(),
						ALL.getCertificateChain(alias));
			}
			return store(keyStore, file);
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Path keyStore(Path file, String... aliases) {
		return typedKeyStore(file, "PKCS12", PASSWORD, aliases);
	}

	static Path trustStore(Path file, String... aliases) {
		try {
			KeyStore trustStore = empty("PKCS12");
			for (String alias : aliases) {
				trustStore.setCertificateEntry(alias, ALL.getCertificate(alias));
			}
			return store(trustStore, file);
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Path certificatePem(Path file, String alias) {
		try {
			return pem(file, "CERTIFICATE", ALL.getCertificate(alias).getEncoded());
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Path keyPem(Path file, String alias) {
		try {
			return pem(file, "PRIVATE KEY", ALL.getKey(alias, PASSWORD.toCharArray()).getEncoded());
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the certificate of an alias and those of its issuers as PEM.
	 */
	static String chainPem(String alias) {
		try {
			StringBuilder chain = new StringBuilder();
			for (Certificate certificate : ALL.getCertificateChain(alias)) {
				chain.append(toPem("CERTIFICATE", certificate.getEncoded()));
			}
			return chain.toString();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] encodedCertificate(String alias) {
		try {
			return ALL.getCertificate(alias).getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] encodedPublicKey(String alias) {
		try {
			return ALL.getCertificate(alias).getPublicKey().getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] encodedKey(String alias) {
		try {
			return ALL.getKey(alias, PASSWORD.toCharArray()).getEncoded();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return an encrypted private key as PEM.
	 */
	static String encryptedKeyPem(String alias, String password) {
		try {
			String algorithm = "PBEWithSHA1AndDESede";
			Cipher cipher = Cipher.getInstance(algorithm);
			cipher.init(Cipher.ENCRYPT_MODE,
					SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())));
			byte[] encrypted = cipher.doFinal(encodedKey(alias));
			return toPem("ENCRYPTED PRIVATE KEY",
					new EncryptedPrivateKeyInfo(cipher.getParameters(), encrypted).getEncoded());
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Write a key store whose key belongs to another certificate.
	 */
	static Path mismatchedKeyStore(Path file, String keyAlias, String certificateAlias) {
		try {
			KeyStore keyStore = empty("PKCS12");
			keyStore.setKeyEntry("client", ALL.getKey(keyAlias, PASSWORD.toCharArray()), PASSWORD.toCharArray(),
					ALL.getCertificateChain(certificateAlias));
			return store(keyStore, file);
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String toPem(String type, byte[] content) {
		return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content)
				+ "\n-----END " + type + "-----\n";
	}

	private static KeyStore empty(String type) throws GeneralSecurityException, IOException {
		KeyStore keyStore = KeyStore.getInstance(type);
		keyStore.load(null, null);
		return keyStore;
	}

	// As one step, so that nobody reads half of it.
	private static Path store(KeyStore keyStore, Path file) throws GeneralSecurityException, IOException {
		Path next = file.resolveSibling(file.getFileName() + ".next");
		try (OutputStream out = Files.newOutputStream(next)) {
			keyStore.store(out, PASSWORD.toCharArray());
		}
		return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

	private static Path pem(Path file, String type, byte[] content) throws IOException {
		return Files.writeString(file, toPem(type, content));
	}

}
