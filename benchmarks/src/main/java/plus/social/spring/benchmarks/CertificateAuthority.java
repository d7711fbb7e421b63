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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/**
 * Certificate authority that issues certificates and writes them atomically to files: a
 * file has either its old or its new content, never a part of it.
 */
final class CertificateAuthority {

	static final String PASSWORD = "benchmark";

	private final X509Bundle root;

	CertificateAuthority() throws Exception {
		this.root = new CertificateBuilder().subject("CN=benchmark authority")
			.setIsCertificateAuthority(true)
			.notAfter(Instant.now().plus(Duration.ofDays(366)))
			.buildSelfSigned();
	}

	X509Bundle issue(String name) throws Exception {
		return new CertificateBuilder().subject("CN=" + name)
			.addSanIpAddress("127.0.0.1")
			.notAfter(Instant.now().plus(Duration.ofDays(365)))
			.buildIssuedBy(this.root);
	}

	void writeTrustStore(Path file) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setCertificateEntry("authority", this.root.getCertificate());
		write(store, file);
	}

	static void writeKeyStore(X509Bundle certificate, Path file) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("client", certificate.getKeyPair().getPrivate(), PASSWORD.toCharArray(),
				certificate.getCertificatePath());
		write(store, file);
	}

	private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		store.store(bytes, PASSWORD.toCharArray());
		write(bytes.toByteArray(), file);
	}

	static void write(byte[] content, Path file) throws IOException {
		Path next = Files.write(file.resolveSibling(file.getFileName() + ".next"), content);
		Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

}
