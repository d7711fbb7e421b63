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
import java.nio.file.NoSuchFileException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchProviderException;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusTls;
import plus.social.spring.client.SocialPlusTokenClient;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/**
 * The SSL bundle that Social Plus is called with. It is loaded at start, and what is
 * wrong with it is said in terms of the properties.
 */
final class MtlsBundle {

	/**
	 * The name of the bundle that the short form makes.
	 */
	static final String NAME = "socialplus";

	private static final Log logger = LogFactory.getLog(MtlsBundle.class);

	private final @Nullable String name;

	MtlsBundle(SocialPlusProperties.Mtls properties) {
		this.name = properties.getBundle();
	}

	/**
	 * Let a client use the bundle, now and whenever it is updated.
	 * @param client the client
	 * @param bundles has the bundle
	 * @throws InvalidSocialPlusPropertyException if the bundle cannot be used now; later
	 * on, the client keeps what it has
	 */
	void useFor(SocialPlusTokenClient client, SslBundles bundles) {
		String name = (this.name != null) ? this.name : NAME;
		try {
			bundles.addBundleUpdateHandler(name, (updated) -> update(client, bundles, name));
		}
		catch (NoSuchSslBundleException ex) {
			throw invalid("key-store", "There is no SSL bundle '" + name + "'.");
		}
		load(client, bundles, name);
	}

	// The bundle of the moment, so that the last of two updates counts.
	private synchronized void load(SocialPlusTokenClient client, SslBundles bundles, String name) {
		client.setTls(toTls(bundles.getBundle(name)));
	}

	private void update(SocialPlusTokenClient client, SslBundles bundles, String name) {
		try {
			load(client, bundles, name);
			logger.info("Social Plus is called with the new content of the SSL bundle '" + name + "'");
		}
		catch (InvalidSocialPlusPropertyException ex) {
			logger.warn(ex.getMessage() + " What it had before is used");
		}
	}

	/**
	 * Load a bundle.
	 * @param bundle the bundle
	 * @return what the client needs of it
	 * @throws InvalidSocialPlusPropertyException if it cannot be used
	 */
	SocialPlusTls toTls(SslBundle bundle) {
		KeyStore keyStore = load("key-store", bundle.getStores()::getKeyStore);
		KeyStore trustStore = load("trust-store", bundle.getStores()::getTrustStore);
		List<X509Certificate> certificates = (keyStore != null) ? clientCertificate(keyStore, bundle) : List.of();
		if (trustStore != null && certificates(trustStore, false).isEmpty()) {
			throw invalid("trust-store", "The trust store has no certificate.");
		}
		SslOptions options = bundle.getOptions();
		return SocialPlusTls.defaults()
			.withClientCertificate(load("key", bundle.getManagers()::getKeyManagerFactory), certificates)
			.withTrust(load("trust-store", bundle.getManagers()::getTrustManagerFactory))
			.withOptions(toList(options.getCiphers()), toList(options.getEnabledProtocols()));
	}

	private static List<String> toList(String @Nullable [] names) {
		return (names != null) ? List.of(names) : List.of();
	}

	private List<X509Certificate> clientCertificate(KeyStore keyStore, SslBundle bundle) {
		String alias = bundle.getKey().getAlias();
		try {
			if (alias != null) {
				if (!keyStore.isKeyEntry(alias)) {
					throw invalid("key-alias", "The key store has no private key with this alias.");
				}
				return (keyStore.getCertificate(alias) instanceof X509Certificate certificate) ? List.of(certificate)
						: List.of();
			}
		}
		catch (KeyStoreException ex) {
			throw unreadable("key-store", ex);
		}
		List<X509Certificate> certificates = certificates(keyStore, true);
		if (certificates.isEmpty()) {
			throw invalid("key-store", "The key store has no private key with a certificate.");
		}
		if (certificates.size() > 1) {
			throw invalid("key-alias", "The key store has several private keys, so the alias of one must be set.");
		}
		return certificates;
	}

	private List<X509Certificate> certificates(KeyStore store, boolean withKey) {
		try {
			List<X509Certificate> certificates = new ArrayList<>();
			for (String alias : Collections.list(store.aliases())) {
				if ((!withKey || store.isKeyEntry(alias))
						&& store.getCertificate(alias) instanceof X509Certificate certificate) {
					certificates.add(certificate);
				}
			}
			return certificates;
		}
		catch (KeyStoreException ex) {
			throw unreadable(withKey ? "key-store" : "trust-store", ex);
		}
	}

	private <T extends @Nullable Object> T load(String part, Supplier<T> loading) {
		try {
			return loading.get();
		}
		catch (RuntimeException ex) {
			throw unreadable(part, ex);
		}
	}

	// Without the message, which may repeat a location with a secret in it.
	private InvalidSocialPlusPropertyException unreadable(String part, Exception failure) {
		String store = part.replace('-', ' ');
		if (hasCause(failure, UnrecoverableKeyException.class)) {
			return invalid(part + "-password", "The " + store + " cannot be opened with this password.");
		}
		if (hasCause(failure, FileNotFoundException.class) || hasCause(failure, NoSuchFileException.class)) {
			return invalid(part, "The " + store + " does not exist.");
		}
		if (hasCause(failure, KeyStoreException.class) || hasCause(failure, NoSuchProviderException.class)) {
			return invalid(part + "-type", "There is no such type of " + store + ".");
		}
		return invalid(part, "The " + store + " cannot be read [" + rootOf(failure).getClass().getName() + "].");
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

	private InvalidSocialPlusPropertyException invalid(String part, String problem) {
		return (this.name != null)
				? new InvalidSocialPlusPropertyException("socialplus.mtls.bundle", problem,
						"Correct the SSL bundle under 'spring.ssl.bundle', or name another one.")
				: new InvalidSocialPlusPropertyException("socialplus.mtls." + part, problem,
						"Correct it, or remove it.");
	}

}
