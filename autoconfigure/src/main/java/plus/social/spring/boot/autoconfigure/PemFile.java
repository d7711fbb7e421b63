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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * Content of a file that should contain PEM certificates or a PEM private key. A problem
 * is described as the end of a sentence whose beginning names the file, and never with
 * the content.
 */
final class PemFile {

	private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([^-\r\n]*)-----");

	private static final Pattern END = Pattern.compile("-----END ([^-\r\n]*)-----");

	private static final Pattern BASE64 = Pattern.compile("\\s*MI[A-Za-z0-9+/=\\s]+");

	private final byte[] content;

	private final String text;

	private final List<String> labels;

	PemFile(byte[] content) {
		this.content = content;
		this.text = new String(content, StandardCharsets.ISO_8859_1);
		this.labels = labels(BEGIN);
	}

	private List<String> labels(Pattern pattern) {
		return pattern.matcher(this.text).results().map((line) -> line.group(1).trim()).toList();
	}

	boolean hasCertificate() {
		return has(PemFile::isCertificate);
	}

	boolean hasPrivateKey() {
		return has(PemFile::isPrivateKey);
	}

	private static boolean isCertificate(String label) {
		return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
	}

	private static boolean isPrivateKey(String label) {
		return label.endsWith("PRIVATE KEY");
	}

	private boolean has(Predicate<String> label) {
		return this.labels.stream().anyMatch(label);
	}

	/**
	 * Find the problem of a file of certificates.
	 * @return the end of a sentence, or {@code null} if there is no problem
	 */
	@Nullable String findCertificateProblem() {
		String problem = findFormatProblem("openssl x509 -inform der");
		if (problem != null) {
			return problem;
		}
		if (!hasCertificate()) {
			return describeOtherContent("certificate");
		}
		try {
			getCertificates();
			return null;
		}
		catch (RuntimeException ex) {
			return "is damaged: not every part of it is a certificate. Copy the file again.";
		}
	}

	List<X509Certificate> getCertificates() {
		return PemContent.of(this.text).getCertificates();
	}

	/**
	 * Find the problem of a file of a private key.
	 * @param password the password, or {@code null} if there is none
	 * @return the end of a sentence, or {@code null} if there is no problem
	 */
	@Nullable String findKeyProblem(@Nullable String password) {
		String problem = findFormatProblem("openssl pkey -inform der");
		if (problem != null) {
			return problem;
		}
		if (!hasPrivateKey()) {
			return describeOtherContent("private key");
		}
		if (this.labels.stream().filter(PemFile::isPrivateKey).count() > 1) {
			return "has several private keys: keep only the one that belongs to the certificate.";
		}
		return findEncryptionProblem(password);
	}

	private @Nullable String findEncryptionProblem(@Nullable String password) {
		if (this.text.contains("Proc-Type: 4,ENCRYPTED")) {
			return "is encrypted in a legacy format: convert it with 'openssl pkcs8 -topk8'.";
		}
		boolean encrypted = has("ENCRYPTED PRIVATE KEY"::equals);
		if (encrypted && password == null) {
			return "is encrypted: set its password as 'private-key-password'.";
		}
		try {
			return (getPrivateKey(password) != null) ? null : describeKeyFailure(encrypted, null);
		}
		catch (RuntimeException ex) {
			return describeKeyFailure(encrypted, ex);
		}
	}

	private String describeKeyFailure(boolean encrypted, @Nullable RuntimeException failure) {
		if (has((label) -> label.startsWith("OPENSSH") || label.startsWith("DSA"))) {
			return "is of an unsupported type (" + this.labels.get(0) + "): use a PKCS #8 key created with 'openssl'.";
		}
		for (Throwable cause = failure; encrypted && cause != null; cause = cause.getCause()) {
			// IOException is for the parameters of an unknown algorithm, such as DES of
			// openssl.
			if (cause instanceof NoSuchAlgorithmException || cause instanceof IOException) {
				return "is encrypted with an algorithm that this JVM does not support: encrypt it with"
						+ " 'openssl pkcs8 -topk8 -v2 aes256'.";
			}
		}
		return encrypted ? "cannot be decrypted with the password in 'private-key-password'."
				: "is damaged, or of a type that this JVM does not support: create it again as PKCS #8.";
	}

	@Nullable PrivateKey getPrivateKey(@Nullable String password) {
		PemContent pem = PemContent.of(this.text);
		return (password != null) ? pem.getPrivateKey(password) : pem.getPrivateKey();
	}

	private @Nullable String findFormatProblem(String command) {
		if (this.text.isBlank()) {
			return "is empty.";
		}
		if (!this.labels.isEmpty()) {
			return this.labels.equals(labels(END)) ? null
					: "is truncated: the BEGIN and END lines do not match. Copy the file again.";
		}
		if (this.text.replace("\0", "").contains("-----BEGIN")) {
			return "is UTF-16: save it as plain ASCII.";
		}
		if (StoreFile.isKeyStore(this.content)) {
			return "is a key store: use it in a bundle under 'spring.ssl.bundle.jks' or with"
					+ " 'socialplus.mtls.key-store'.";
		}
		if (this.content[0] == 0x30) {
			return "is DER, the binary format: convert it to PEM with '" + command + "'.";
		}
		return BASE64.matcher(this.text).matches() ? "has no BEGIN line: copy the whole file again."
				: "is not PEM: it has no BEGIN line.";
	}

	private String describeOtherContent(String wanted) {
		if (has((label) -> label.endsWith("CERTIFICATE REQUEST"))) {
			return "is a certificate signing request: submit it in the Console and use the certificate that it"
					+ " returns.";
		}
		if (has("TRUSTED CERTIFICATE"::equals)) {
			return "is in a format specific to openssl: convert it with 'openssl x509'.";
		}
		if (has("PUBLIC KEY"::equals) || has("RSA PUBLIC KEY"::equals)) {
			return "is a public key instead of a " + wanted + ".";
		}
		if (has((label) -> label.startsWith("PKCS"))) {
			return "is PKCS #7: convert it with 'openssl pkcs7 -print_certs'.";
		}
		if (hasPrivateKey() || hasCertificate()) {
			return "is a " + (hasPrivateKey() ? "private key" : "certificate") + " instead of a " + wanted + ".";
		}
		return "has no " + wanted + ".";
	}

	/**
	 * Return whether the content is a single certificate in binary format.
	 * @param content the content
	 * @return {@code true} if it is a certificate
	 */
	static boolean isBinaryCertificate(byte[] content) {
		try {
			CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
			return true;
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

}
