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

package plus.social.spring.client;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SocialPlusClientStatus.ClientCertificate;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Settings for TLS handshakes with Social Plus: the client certificate for mTLS, and the
 * trusted certificates. The host name is always verified.
 *
 * @since 0.1.0
 */
public final class SocialPlusTls {

	private final @Nullable KeyManagerFactory keyManagerFactory;

	private final @Nullable TrustManagerFactory trustManagerFactory;

	private final List<X509Certificate> clientCertificates;

	private final @Nullable Instant expiresAt;

	private final List<String> ciphers;

	private final List<String> protocols;

	private SocialPlusTls(@Nullable KeyManagerFactory keyManagerFactory,
			@Nullable TrustManagerFactory trustManagerFactory, List<X509Certificate> clientCertificates,
			List<String> ciphers, List<String> protocols) {
		this.keyManagerFactory = keyManagerFactory;
		this.trustManagerFactory = trustManagerFactory;
		this.clientCertificates = List.copyOf(clientCertificates);
		this.expiresAt = this.clientCertificates.stream()
			.map((certificate) -> certificate.getNotAfter().toInstant())
			.max(Comparator.naturalOrder())
			.orElse(null);
		this.ciphers = List.copyOf(ciphers);
		this.protocols = List.copyOf(protocols);
	}

	/**
	 * Return the JVM's defaults: no client certificate, and its own trust store.
	 * @return the defaults
	 */
	public static SocialPlusTls defaults() {
		return new SocialPlusTls(null, null, List.of(), List.of(), List.of());
	}

	/**
	 * Return the same settings with a client certificate.
	 * @param keyManagerFactory the factory for the certificate and its private key
	 * @param clientCertificates the certificates that it may choose from, so that an
	 * invalid one is detected before Social Plus refuses it
	 * @return a copy with a client certificate
	 */
	public SocialPlusTls withClientCertificate(KeyManagerFactory keyManagerFactory,
			List<X509Certificate> clientCertificates) {
		return new SocialPlusTls(keyManagerFactory, this.trustManagerFactory, clientCertificates, this.ciphers,
				this.protocols);
	}

	/**
	 * Return the same settings with other trusted certificates.
	 * @param trustManagerFactory the factory for the verification of Social Plus's
	 * certificate
	 * @return a copy with these trusted certificates
	 */
	public SocialPlusTls withTrust(TrustManagerFactory trustManagerFactory) {
		return new SocialPlusTls(this.keyManagerFactory, trustManagerFactory, this.clientCertificates, this.ciphers,
				this.protocols);
	}

	/**
	 * Return the same settings with the given ciphers and protocols.
	 * @param ciphers names of cipher suites, or none for the JVM's
	 * @param protocols names of protocols, or none for the JVM's
	 * @return a copy with these options
	 */
	public SocialPlusTls withOptions(List<String> ciphers, List<String> protocols) {
		return new SocialPlusTls(this.keyManagerFactory, this.trustManagerFactory, this.clientCertificates, ciphers,
				protocols);
	}

	@Nullable KeyManagerFactory getKeyManagerFactory() {
		return this.keyManagerFactory;
	}

	@Nullable TrustManagerFactory getTrustManagerFactory() {
		return this.trustManagerFactory;
	}

	List<String> getCiphers() {
		return this.ciphers;
	}

	List<String> getProtocols() {
		return this.protocols;
	}

	/**
	 * Return when the last client certificate expires.
	 * @return the end of its validity, or {@code null} without a client certificate
	 */
	@Nullable Instant getExpiresAt() {
		return this.expiresAt;
	}

	List<ClientCertificate> describeClientCertificates() {
		return this.clientCertificates.stream()
			.map((certificate) -> new ClientCertificate(certificate.getSubjectX500Principal().getName(),
					certificate.getSerialNumber().toString(16), certificate.getNotBefore().toInstant(),
					certificate.getNotAfter().toInstant()))
			.toList();
	}

	/**
	 * Check that a client certificate is valid now, if there is any: otherwise the
	 * handshake fails without naming the cause.
	 * @param now the current time
	 * @throws SocialPlusException if all of them have expired or are not valid yet
	 */
	void checkClientCertificate(Instant now) {
		boolean unusable = !this.clientCertificates.isEmpty()
				&& this.clientCertificates.stream().noneMatch((certificate) -> isValid(certificate, now));
		if (unusable) {
			throw new SocialPlusException(Reason.CLIENT_CERTIFICATE_INVALID, "The client certificate for Social Plus "
					+ describeValidity(now) + ": create one in the Console, Settings > Security, and install it");
		}
	}

	private static boolean isValid(X509Certificate certificate, Instant now) {
		return !now.isBefore(certificate.getNotBefore().toInstant())
				&& !now.isAfter(certificate.getNotAfter().toInstant());
	}

	private String describeValidity(Instant now) {
		return this.clientCertificates.stream()
			.map((certificate) -> certificate.getNotBefore().toInstant())
			.filter(now::isBefore)
			.min(Comparator.naturalOrder())
			.map((notBefore) -> "is not valid before " + notBefore)
			.orElseGet(() -> "expired at " + this.expiresAt);
	}

	/**
	 * Return a description without any key.
	 */
	@Override
	public String toString() {
		return "SocialPlusTls[clientCertificates=" + this.clientCertificates.size() + ", expiresAt=" + this.expiresAt
				+ "]";
	}

}
