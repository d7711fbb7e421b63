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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates of two authorities and their keys, made by the JDK's keytool when they are
 * first asked for, in every form that a test needs. The name of a certificate is also its
 * subject: {@code CN=client} for {@code client}.
 * <ul>
 * <li>{@code ca}: the authority, whose certificates all others are unless stated
 * otherwise</li>
 * <li>{@code stranger}: another authority</li>
 * <li>{@code server}: for {@code 127.0.0.1}, {@code localhost} and
 * {@code socialplus.test}</li>
 * <li>{@code unknown-server}: for {@code 127.0.0.1}, of the other authority</li>
 * <li>{@code other-server}: for another name</li>
 * <li>{@code expired-server}</li>
 * <li>{@code client} and {@code next-client}</li>
 * <li>{@code foreign-client}: of the other authority</li>
 * <li>{@code expired-client} and {@code future-client}, and {@code expiring-client} with
 * ten days left</li>
 * <li>{@code intermediate}: an authority below the first one, and {@code chained-client},
 * a certificate of it</li>
 * <li>{@code rsa-client} and {@code ed-client}: with an RSA and an Ed25519 key instead of
 * one on an elliptic curve</li>
 * </ul>
 */
public final class TestCertificates {

	/**
	 * The password of stores and keys, with a word that tests can look for in logs.
	 */
	public static final String PASSWORD = "canary-password";

	private static final char[] PASSWORD_CHARACTERS = PASSWORD.toCharArray();

	/**
	 * All certificates so far.
	 */
	private static KeyStore all = get(() -> empty("PKCS12"));

	private TestCertificates() {
	}

	private static List<String> optionsOf(String alias) {
		return switch (alias) {
			case "ca", "stranger" -> List.of("-ext", "bc:c");
			case "intermediate" -> List.of("-signer", "ca", "-ext", "bc:c");
			case "server" -> List.of("-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost,dns:socialplus.test");
			case "unknown-server" -> List.of("-signer", "stranger", "-ext", "san=ip:127.0.0.1,dns:localhost");
			case "other-server" -> List.of("-signer", "ca", "-ext", "san=dns:other.example");
			case "expired-server" -> List.of("-signer", "ca", "-ext", "san=ip:127.0.0.1,dns:localhost", "-startdate",
					"-30d", "-validity", "10");
			case "client", "next-client" -> List.of("-signer", "ca");
			case "foreign-client" -> List.of("-signer", "stranger");
			case "expired-client" -> List.of("-signer", "ca", "-startdate", "-30d", "-validity", "10");
			case "expiring-client" -> List.of("-signer", "ca", "-startdate", "-355d", "-validity", "365");
			case "future-client" -> List.of("-signer", "ca", "-startdate", "+10d");
			case "chained-client" -> List.of("-signer", "intermediate");
			case "rsa-client" -> List.of("-signer", "ca", "-keyalg", "RSA");
			case "ed-client" -> List.of("-signer", "ca", "-keyalg", "Ed25519");
			default -> throw new IllegalArgumentException("There is no certificate " + alias);
		};
	}

	private static synchronized KeyStore storeWith(String alias) {
		return get(() -> {
			if (!all.containsAlias(alias)) {
				List<String> options = optionsOf(alias);
				if (options.contains("-signer")) {
					storeWith(options.get(options.indexOf("-signer") + 1));
				}
				all = withNew(alias, options);
			}
			return all;
		});
	}

	private static KeyStore withNew(String alias, List<String> options) throws GeneralSecurityException, IOException {
		Path directory = Files.createTempDirectory("certificates");
		Path file = write(all, directory.resolve("all.p12"), PASSWORD_CHARACTERS);
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						alias, "-dname", "CN=" + alias, "-keystore", file.toString(), "-storepass", PASSWORD));
		command.addAll(options);
		addDefault(command, "-keyalg", "EC");
		addDefault(command, "-validity", "365");
		TestProcess.run(new ProcessBuilder(command));
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD_CHARACTERS);
		}
		Files.delete(file);
		Files.delete(directory);
		return store;
	}

	private static void addDefault(List<String> command, String option, String value) {
		if (!command.contains(option)) {
			command.addAll(List.of(option, value));
		}
	}

	/**
	 * Return a certificate.
	 * @param alias its name
	 * @return the certificate
	 */
	public static X509Certificate certificate(String alias) {
		return get(() -> (X509Certificate) storeWith(alias).getCertificate(alias));
	}

	private static Key key(String alias) throws GeneralSecurityException {
		return storeWith(alias).getKey(alias, PASSWORD_CHARACTERS);
	}

	private static Certificate[] chain(String alias) throws GeneralSecurityException {
		return storeWith(alias).getCertificateChain(alias);
	}

	/**
	 * Return key managers with one certificate and its key.
	 * @param alias the name of the certificate
	 * @return the factory of the key managers
	 */
	public static KeyManagerFactory keys(String alias) {
		return get(() -> {
			KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			factory.init(keyStore("PKCS12", PASSWORD, alias), PASSWORD_CHARACTERS);
			return factory;
		});
	}

	/**
	 * Return trust managers that trust one authority.
	 * @param authority the name of the authority
	 * @return the factory of the trust managers
	 */
	public static TrustManagerFactory trust(String authority) {
		return get(() -> {
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(trustStore(authority));
			return factory;
		});
	}

	/**
	 * Return the TLS context of a server that trusts the authority.
	 * @param alias the name of the server's certificate
	 * @return the TLS context
	 */
	public static SSLContext context(String alias) {
		return get(() -> {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys(alias).getKeyManagers(), trust("ca").getTrustManagers(), null);
			return context;
		});
	}

	/**
	 * Write a PKCS#12 key store with the usual password.
	 * @param file the file
	 * @param aliases the names of certificates that come with their keys
	 * @return the file
	 */
	public static Path keyStore(Path file, String... aliases) {
		return typedKeyStore(file, "PKCS12", PASSWORD, aliases);
	}

	/**
	 * Write a PKCS#12 key store with a certain password.
	 * @param file the file
	 * @param password the password of the store and its keys
	 * @param aliases the names of certificates that come with their keys
	 * @return the file
	 */
	public static Path keyStore(Path file, char[] password, String... aliases) {
		return get(() -> write(keyStore("PKCS12", String.valueOf(password), aliases), file, password));
	}

	/**
	 * Write a key store of a certain type.
	 * @param file the file
	 * @param type the type of the store
	 * @param keyPassword the password of the keys, if the type has such
	 * @param aliases the names of certificates that come with their keys
	 * @return the file
	 */
	public static Path typedKeyStore(Path file, String type, String keyPassword, String... aliases) {
		return get(() -> write(keyStore(type, keyPassword, aliases), file, PASSWORD_CHARACTERS));
	}

	/**
	 * Write a key store whose key belongs to another certificate.
	 * @param file the file
	 * @param keyAlias the name of the certificate that the key belongs to
	 * @param certificateAlias the name of the certificate that is stored with the key
	 * @return the file
	 */
	public static Path mismatchedKeyStore(Path file, String keyAlias, String certificateAlias) {
		return get(() -> {
			KeyStore store = empty("PKCS12");
			store.setKeyEntry("client", key(keyAlias), PASSWORD_CHARACTERS, chain(certificateAlias));
			return write(store, file, PASSWORD_CHARACTERS);
		});
	}

	/**
	 * Write a PKCS#12 trust store with the usual password.
	 * @param file the file
	 * @param aliases the names of the certificates that are trusted
	 * @return the file
	 */
	public static Path trustStore(Path file, String... aliases) {
		return trustStore(file, PASSWORD_CHARACTERS, aliases);
	}

	/**
	 * Write a PKCS#12 trust store with a certain password.
	 * @param file the file
	 * @param password the password of the store
	 * @param aliases the names of the certificates that are trusted
	 * @return the file
	 */
	public static Path trustStore(Path file, char[] password, String... aliases) {
		return get(() -> write(trustStore(aliases), file, password));
	}

	/**
	 * Write a certificate as PEM.
	 * @param file the file
	 * @param alias the name of the certificate
	 * @return the file
	 */
	public static Path certificatePem(Path file, String alias) {
		return get(() -> Files.writeString(file, toPem("CERTIFICATE", encodedCertificate(alias))));
	}

	/**
	 * Write a private key as PEM.
	 * @param file the file
	 * @param alias the name of its certificate
	 * @return the file
	 */
	public static Path keyPem(Path file, String alias) {
		return get(() -> Files.writeString(file, toPem("PRIVATE KEY", encodedKey(alias))));
	}

	/**
	 * Return a certificate and those of its issuers as PEM.
	 * @param alias the name of the certificate
	 * @return the PEM blocks
	 */
	public static String chainPem(String alias) {
		return get(() -> {
			StringBuilder chain = new StringBuilder();
			for (Certificate certificate : chain(alias)) {
				chain.append(toPem("CERTIFICATE", certificate.getEncoded()));
			}
			return chain.toString();
		});
	}

	/**
	 * Return an encrypted private key as PEM.
	 * @param alias the name of its certificate
	 * @param password the password to encrypt with
	 * @return the PEM block
	 */
	public static String encryptedKeyPem(String alias, String password) {
		return get(() -> {
			String algorithm = "PBEWithSHA1AndDESede";
			Cipher cipher = Cipher.getInstance(algorithm);
			cipher.init(Cipher.ENCRYPT_MODE,
					SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password.toCharArray())));
			byte[] encrypted = cipher.doFinal(encodedKey(alias));
			return toPem("ENCRYPTED PRIVATE KEY",
					new EncryptedPrivateKeyInfo(cipher.getParameters(), encrypted).getEncoded());
		});
	}

	/**
	 * Return a certificate in DER.
	 * @param alias the name of the certificate
	 * @return its bytes
	 */
	public static byte[] encodedCertificate(String alias) {
		return get(() -> certificate(alias).getEncoded());
	}

	/**
	 * Return a public key in DER.
	 * @param alias the name of its certificate
	 * @return its bytes
	 */
	public static byte[] encodedPublicKey(String alias) {
		return certificate(alias).getPublicKey().getEncoded();
	}

	/**
	 * Return a private key in DER.
	 * @param alias the name of its certificate
	 * @return its bytes
	 */
	public static byte[] encodedKey(String alias) {
		return get(() -> key(alias).getEncoded());
	}

	/**
	 * Return a PEM block.
	 * @param type what it holds
	 * @param content its content in DER
	 * @return the block
	 */
	public static String toPem(String type, byte[] content) {
		return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content)
				+ "\n-----END " + type + "-----\n";
	}

	private static KeyStore keyStore(String type, String keyPassword, String... aliases)
			throws GeneralSecurityException, IOException {
		KeyStore store = empty(type);
		for (String alias : aliases) {
			store.setKeyEntry(alias, key(alias), keyPassword.toCharArray(), chain(alias));
		}
		return store;
	}

	private static KeyStore trustStore(String... aliases) throws GeneralSecurityException, IOException {
		KeyStore store = empty("PKCS12");
		for (String alias : aliases) {
			store.setCertificateEntry(alias, certificate(alias));
		}
		return store;
	}

	private static KeyStore empty(String type) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance(type);
		store.load(null, null);
		return store;
	}

	// As one step, so that nothing reads half of it.
	private static Path write(KeyStore store, Path file, char[] password) throws GeneralSecurityException, IOException {
		Path next = file.resolveSibling(file.getFileName() + ".next");
		try (OutputStream out = Files.newOutputStream(next)) {
			store.store(out, password);
		}
		return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

	private static <T> T get(Source<T> source) {
		try {
			return source.get();
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Source<T> {

		T get() throws GeneralSecurityException, IOException;

	}

}
