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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Diagnoses the files of an SSL bundle that cannot be loaded, and names the faulty part
 * and a likely fix. The result never contains the value of a property, which may itself
 * be a key.
 */
final class MtlsDiagnosis {

	private static final String BUNDLES = "spring.ssl.bundle.";

	/**
	 * Maximum number of bytes to read. Larger files are neither key stores nor lists of
	 * certificates of a client.
	 */
	private static final int MAX_SIZE = 4 * 1024 * 1024;

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	MtlsDiagnosis(Environment environment, ResourceLoader resourceLoader) {
		this.environment = environment;
		this.resourceLoader = ApplicationResourceLoader.get(resourceLoader, true);
	}

	/**
	 * Find the problem of a named bundle.
	 * @param bundle the name of the bundle
	 * @return the problem, or {@code null} if it is unknown
	 */
	@Nullable String findBundleProblem(String bundle) {
		try {
			String pem = BUNDLES + "pem." + bundle;
			PemSslBundleProperties pemProperties = Binder.get(this.environment)
				.bind(pem, PemSslBundleProperties.class)
				.orElse(null);
			if (pemProperties != null) {
				return findPemProblem(pem, pemProperties);
			}
			String jks = BUNDLES + "jks." + bundle;
			JksSslBundleProperties jksProperties = Binder.get(this.environment)
				.bind(jks, JksSslBundleProperties.class)
				.orElse(null);
			return (jksProperties != null) ? findJksProblem(jks, jksProperties) : null;
		}
		catch (RuntimeException ex) {
			// The diagnosis is optional: the failure itself is reported without it.
			return null;
		}
	}

	private @Nullable String findJksProblem(String prefix, JksSslBundleProperties properties) {
		String problem = findStoreProblem(prefix + ".keystore.location", properties.getKeystore().getLocation());
		return (problem != null) ? problem
				: findStoreProblem(prefix + ".truststore.location", properties.getTruststore().getLocation());
	}

	/**
	 * Find the problem of the file of a key store or a trust store.
	 * @param property the property that names the file
	 * @param location the location of the file
	 * @return the problem, or {@code null} if it is unknown
	 */
	@Nullable String findStoreProblem(String property, @Nullable String location) {
		if (location == null) {
			return null;
		}
		Content content = read(location);
		String problem = (content.bytes != null) ? StoreFile.findProblem(content.bytes) : content.problem;
		return describe(property.contains("trust") ? "trust store" : "key store", property, problem);
	}

	private @Nullable String findPemProblem(String prefix, PemSslBundleProperties properties) {
		String problem = findKeyPairProblem(prefix + ".keystore.", properties.getKeystore());
		String trusted = properties.getTruststore().getCertificate();
		if (problem != null || trusted == null) {
			return problem;
		}
		return describe("trusted certificate", prefix + ".truststore.certificate",
				findProblem(read(trusted), PemFile::findCertificateProblem));
	}

	private @Nullable String findKeyPairProblem(String prefix, PemSslBundleProperties.Store store) {
		String certificateLocation = store.getCertificate();
		String keyLocation = store.getPrivateKey();
		if (certificateLocation == null && keyLocation == null) {
			return null;
		}
		if (certificateLocation == null || keyLocation == null) {
			return "'" + prefix + ((certificateLocation != null) ? "private-key" : "certificate") + "' is not set.";
		}
		Content certificate = read(certificateLocation);
		Content key = read(keyLocation);
		if (isSwapped(certificate.pem(), key.pem())) {
			return "'" + prefix + "certificate' and '" + prefix + "private-key' are swapped.";
		}
		String password = store.getPrivateKeyPassword();
		String problem = describe("certificate", prefix + "certificate",
				findProblem(certificate, PemFile::findCertificateProblem));
		if (problem == null) {
			problem = describe("private key", prefix + "private-key",
					findProblem(key, (pem) -> pem.findKeyProblem(password)));
		}
		return (problem != null) ? problem : findPairProblem(prefix, certificate.pem(), key.pem(), password);
	}

	private static boolean isSwapped(@Nullable PemFile certificate, @Nullable PemFile key) {
		return certificate != null && key != null && !certificate.hasCertificate() && certificate.hasPrivateKey()
				&& key.hasCertificate() && !key.hasPrivateKey();
	}

	private static @Nullable String findPairProblem(String prefix, @Nullable PemFile certificate, @Nullable PemFile key,
			@Nullable String password) {
		if (certificate == null || key == null) {
			return null;
		}
		List<X509Certificate> chain = certificate.getCertificates();
		PrivateKey privateKey = key.getPrivateKey(password);
		String problem = (privateKey != null) ? KeyPairCheck.findProblem(privateKey, chain) : null;
		return (problem != null) ? problem + " See '" + prefix + "certificate' and '" + prefix + "private-key'." : null;
	}

	private static @Nullable String describe(String part, String property, @Nullable String problem) {
		return (problem != null) ? "The " + part + " " + problem + " See '" + property + "'." : null;
	}

	private static @Nullable String findProblem(Content content, Check check) {
		PemFile pem = content.pem();
		return (pem != null) ? check.findProblem(pem) : content.problem;
	}

	private Content read(String location) {
		if (PemContent.isPresentInText(location)) {
			return new Content(location.getBytes(StandardCharsets.ISO_8859_1), null);
		}
		Resource resource = this.resourceLoader.getResource(location);
		try {
			if (resource.isFile() && resource.getFile().isDirectory()) {
				return new Content(null, "is a directory: specify a file in it.");
			}
			try (InputStream in = resource.getInputStream()) {
				return new Content(in.readNBytes(MAX_SIZE), null);
			}
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			return new Content(null,
					resource.exists()
							? "cannot be read by the user of this process: check its owner" + " and permissions."
							: "does not exist.");
		}
		catch (AccessDeniedException ex) {
			return new Content(null, "cannot be read by the user of this process: check its owner and permissions.");
		}
		catch (IOException ex) {
			return new Content(null, "cannot be read [" + ex.getClass().getName() + "].");
		}
	}

	/**
	 * The content of a file, or the problem that prevents reading it.
	 */
	private record Content(byte @Nullable [] bytes, @Nullable String problem) {

		@Nullable PemFile pem() {
			return (this.bytes != null) ? new PemFile(this.bytes) : null;
		}

	}

	/**
	 * A check of a PEM file.
	 */
	private interface Check {

		@Nullable String findProblem(PemFile pem);

	}

}
