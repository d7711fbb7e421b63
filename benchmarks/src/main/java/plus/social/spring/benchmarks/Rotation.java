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

package plus.social.spring.benchmarks;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.netty.pkitesting.X509Bundle;

/**
 * Rotation of the server key and the client certificate. Social Plus accepts the current
 * content of their files and, for some time, the previous one.
 */
final class Rotation {

	private final CertificateAuthority authority = new CertificateAuthority();

	private final Path directory;

	private final RotatingCredentials<String> keys = new RotatingCredentials<>("server-key-0");

	private final RotatingCredentials<BigInteger> serials;

	private final ActiveCertificates certificates;

	private int keyNumber;

	Rotation(Path directory) throws Exception {
		this.directory = directory;
		X509Bundle first = this.authority.issue("client");
		this.serials = new RotatingCredentials<>(first.getCertificate().getSerialNumber());
		this.certificates = new ActiveCertificates(this.serials);
		this.authority.writeTrustStore(directory.resolve("trust.p12"));
		CertificateAuthority.writeKeyStore(first, directory.resolve("client.p12"));
		writeServerKey();
	}

	MutualTlsServer startServer() throws Exception {
		return new MutualTlsServer(this.authority.issue("server"), this.keys, this.certificates);
	}

	/**
	 * Return the properties of an application that uses the files.
	 * @return the names and values
	 */
	String[] getProperties() {
		return new String[] { "socialplus.server-key-location=" + this.directory.resolve("server-key").toUri(),
				"socialplus.mtls.key-store=" + this.directory.resolve("client.p12").toUri(),
				"socialplus.mtls.key-store-password=" + CertificateAuthority.PASSWORD,
				"socialplus.mtls.trust-store=" + this.directory.resolve("trust.p12").toUri(),
				"socialplus.mtls.trust-store-password=" + CertificateAuthority.PASSWORD };
	}

	void replaceServerKey() throws IOException {
		this.keyNumber++;
		this.keys.add("server-key-" + this.keyNumber);
		writeServerKey();
	}

	private void writeServerKey() throws IOException {
		CertificateAuthority.write(("server-key-" + this.keyNumber).getBytes(StandardCharsets.US_ASCII),
				this.directory.resolve("server-key"));
	}

	void revokePreviousServerKey() {
		this.keys.retirePrevious();
	}

	void replaceCertificate() throws Exception {
		X509Bundle certificate = this.authority.issue("client");
		this.serials.add(certificate.getCertificate().getSerialNumber());
		CertificateAuthority.writeKeyStore(certificate, this.directory.resolve("client.p12"));
	}

	int countUsed() {
		return Math.min(this.keys.countSeen(), this.serials.countSeen());
	}

	@Override
	public String toString() {
		return "%d server keys and %d client certificates were used, %d handshakes refused"
			.formatted(this.keys.countSeen(), this.serials.countSeen(), this.certificates.getRefused());
	}

}
