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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchProviderException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusTls;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * Reads the client's TLS settings from an SSL bundle. Problems are reported in terms of
 * properties, never with their values.
 */
final class MtlsBundleReader {

	static final String BUNDLE_ADVICE = "Correct the SSL bundle under 'spring.ssl.bundle', or name another one.";

	private static final Log logger = LogFactory.getLog(MtlsBundleReader.class);

	private final SocialPlusProperties.Mtls properties;

	private final MtlsDiagnosis diagnosis;

	MtlsBundleReader(SocialPlusProperties.Mtls properties, MtlsDiagnosis diagnosis) {
		this.properties = properties;
		this.diagnosis = diagnosis;
	}

	/**
	 * Read a bundle.
	 * @param bundle the bundle
	 * @return the TLS settings of the client
	 * @throws InvalidSocialPlusPropertyException if the bundle cannot be used
	 */
	SocialPlusTls read(SslBundle bundle) {
		try {
			return tryToRead(bundle);
		}
		catch (InvalidSocialPlusPropertyException ex) {
			throw explain(ex);
		}
	}

	private InvalidSocialPlusPropertyException explain(InvalidSocialPlusPropertyException failure) {
		String bundle = this.properties.getBundle();
		String problem = (bundle != null) ? this.diagnosis.findBundleProblem(bundle) : null;
		return (problem != null) ? invalid("bundle", problem) : failure;
	}

	private SocialPlusTls tryToRead(SslBundle bundle) {
		KeyStore keyStore = load("key-store", bundle.getStores()::getKeyStore);
		KeyStore trustStore = load("trust-store", bundle.getStores()::getTrustStore);
		if (trustStore != null && load("trust-store", () -> certificates(trustStore)).isEmpty()) {
			throw invalid("trust-store", "The trust store has no certificate.");
		}
		SslOptions options = bundle.getOptions();
		return withClientCertificate(SocialPlusTls.defaults(), keyStore, bundle)
			.withTrust(load("trust-store", bundle.getManagers()::getTrustManagerFactory))
			.withOptions(toList(options.getCiphers()), toList(options.getEnabledProtocols()));
	}

	private static List<X509Certificate> certificates(KeyStore store) throws KeyStoreException {
		List<X509Certificate> certificates = new ArrayList<>();
		for (String alias : Collections.list(store.aliases())) {
			if (store.getCertificate(alias) instanceof X509Certificate certificate) {
				certificates.add(certificate);
			}
		}
		return certificates;
	}

	private static List<String> toList(String @Nullable [] names) {
		return (names != null) ? List.of(names) : List.of();
	}

	// A bundle without stores may have key managers from another source.
	private SocialPlusTls withClientCertificate(SocialPlusTls tls, @Nullable KeyStore keyStore, SslBundle bundle) {
		if (keyStore == null) {
			return tls.withClientCertificate(load("key", bundle.getManagers()::getKeyManagerFactory), List.of());
		}
		List<String> aliases = load("key-store", () -> keyAliases(keyStore));
		String alias = chooseAlias(aliases, bundle);
		X509Certificate certificate = load("key-store", () -> (X509Certificate) keyStore.getCertificate(alias));
		List<X509Certificate> chain = load("key-store", () -> chain(keyStore, alias));
		checkKeyPair(keyOf(alias, keyStore, bundle), chain);
		KeyManagerFactory keys = load("key", () -> (aliases.size() == 1) ? bundle.getManagers().getKeyManagerFactory()
				: only(alias, keyStore, bundle));
		return tls.withClientCertificate(keys, List.of(certificate));
	}

	private static List<X509Certificate> chain(KeyStore keyStore, String alias) throws KeyStoreException {
		return Stream.of(keyStore.getCertificateChain(alias))
			.filter(X509Certificate.class::isInstance)
			.map(X509Certificate.class::cast)
			.toList();
	}

	private void checkKeyPair(@Nullable Key key, List<X509Certificate> chain) {
		String problem = (key instanceof PrivateKey privateKey) ? KeyPairCheck.findProblem(privateKey, chain) : null;
		if (problem != null) {
			throw invalid("key-store", problem);
		}
		reportValidity(chain);
		X509Certificate last = chain.get(chain.size() - 1);
		if (chain.size() == 1 && !last.getIssuerX500Principal().equals(last.getSubjectX500Principal())) {
			logger.info("The client certificate for Social Plus is configured without its issuer's certificate. If"
					+ " an intermediate authority issued it, add the certificate of that authority."
					+ " Otherwise the JVM sends no certificate to a server that names only the root authority.");
		}
	}

	// The client itself reports an expired client certificate, once a day.
	private static void reportValidity(List<X509Certificate> chain) {
		Date now = new Date();
		for (X509Certificate certificate : chain) {
			String what = (certificate == chain.get(0)) ? "The client certificate for Social Plus"
					: "The certificate of an authority of the client certificate for Social Plus";
			if (certificate.getNotBefore().after(now)) {
				logger.warn(what + " is not valid before " + certificate.getNotBefore().toInstant()
						+ ". Install a valid one, or correct the clock of this machine.");
			}
			else if (certificate != chain.get(0) && certificate.getNotAfter().before(now)) {
				logger.warn(what + " expired at " + certificate.getNotAfter().toInstant()
						+ ". Install the chain of the newest certificate.");
			}
		}
	}

	private static List<String> keyAliases(KeyStore keyStore) throws KeyStoreException {
		List<String> aliases = new ArrayList<>();
		for (String alias : Collections.list(keyStore.aliases())) {
			if (keyStore.isKeyEntry(alias) && keyStore.getCertificate(alias) instanceof X509Certificate) {
				aliases.add(alias);
			}
		}
		return aliases;
	}

	private String chooseAlias(List<String> aliases, SslBundle bundle) {
		String alias = bundle.getKey().getAlias();
		if (aliases.isEmpty()) {
			throw (this.properties.getKeyStore() != null && this.properties.getKeyStorePassword() == null)
					? invalid("key-store-password",
							"Without it, no private key with a certificate is visible in the key store.")
					: invalid("key-store", "The key store has no private key with a certificate.");
		}
		if (alias == null && aliases.size() > 1) {
			throw invalid("key-alias", "It must be set, as the key store has several private keys.");
		}
		return aliases.stream()
			.filter((candidate) -> alias == null || candidate.equalsIgnoreCase(alias))
			.findFirst()
			.orElseThrow(() -> invalid("key-alias", "The key store has no private key with this alias."));
	}

	// Spring Boot's key managers consider the alias of a bundle on servers only.
	private static KeyManagerFactory only(String alias, KeyStore keyStore, SslBundle bundle)
			throws GeneralSecurityException, IOException {
		String password = keyPassword(bundle);
		char[] characters = toCharArray(password);
		Key key = keyStore.getKey(alias, characters);
		KeyStore only = KeyStore.getInstance("PKCS12");
		only.load(null, null);
		only.setKeyEntry(alias, key, characters, keyStore.getCertificateChain(alias));
		return SslManagerBundle.from(SslStoreBundle.of(only, password, null), bundle.getKey()).getKeyManagerFactory();
	}

	// A wrong password is reported when the key managers are created.
	private static @Nullable Key keyOf(String alias, KeyStore keyStore, SslBundle bundle) {
		try {
			return keyStore.getKey(alias, toCharArray(keyPassword(bundle)));
		}
		catch (GeneralSecurityException ex) {
			return null;
		}
	}

	private static @Nullable String keyPassword(SslBundle bundle) {
		String password = bundle.getKey().getPassword();
		return (password != null) ? password : bundle.getStores().getKeyStorePassword();
	}

	private static char[] toCharArray(@Nullable String password) {
		return (password != null) ? password.toCharArray() : new char[0];
	}

	private <T extends @Nullable Object> T load(String part, Callable<T> loading) {
		try {
			return loading.call();
		}
		catch (InvalidSocialPlusPropertyException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw unreadable(part, ex);
		}
	}

	// Does not include the message, which may contain a location with a secret in it.
	private InvalidSocialPlusPropertyException unreadable(String part, Exception failure) {
		String what = "The " + part.replace('-', ' ');
		if (hasCause(failure, UnrecoverableKeyException.class)) {
			return invalid(part + "-password", what + " cannot be opened with this password"
					+ (part.equals("key") ? ", or with the key store's if it is not set." : "."));
		}
		String store = part.equals("key") ? "key-store" : part;
		String problem = (this.properties.getBundle() == null)
				? this.diagnosis.findStoreProblem("socialplus.mtls." + store, location(store)) : null;
		if (problem != null) {
			return invalid(store, problem);
		}
		if (hasCause(failure, FileNotFoundException.class) || hasCause(failure, NoSuchFileException.class)) {
			return invalid(store, what + " does not exist.");
		}
		if (hasMessage(failure, "Certificate chain is not valid")) {
			return invalid(store, "The certificates are in the wrong order: the client certificate comes first, then"
					+ " its issuer's.");
		}
		if (hasCause(failure, KeyStoreException.class) || hasCause(failure, NoSuchProviderException.class)) {
			return invalid(store + "-type", what + " has an unknown type, or one that cannot be used.");
		}
		return invalid(store, what + " cannot be read [" + rootOf(failure).getClass().getName() + "].");
	}

	private @Nullable String location(String store) {
		return store.equals("key-store") ? this.properties.getKeyStore() : this.properties.getTrustStore();
	}

	private static boolean hasMessage(Throwable failure, String message) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (message.equals(cause.getMessage())) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return true;
			}
		}
		return false;
	}

	private static Throwable rootOf(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root;
	}

	/**
	 * Return an exception for a problem of the bundle.
	 * @param part the property of the short form that has the problem
	 * @param problem the problem
	 * @return the exception, which names the bundle property unless the short form is
	 * used
	 */
	InvalidSocialPlusPropertyException invalid(String part, String problem) {
		return (this.properties.getBundle() != null)
				? new InvalidSocialPlusPropertyException("socialplus.mtls.bundle", problem, BUNDLE_ADVICE)
				: new InvalidSocialPlusPropertyException("socialplus.mtls." + part, problem,
						"Correct it, or remove it.");
	}

}
