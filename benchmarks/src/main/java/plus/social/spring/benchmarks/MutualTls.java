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
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import plus.social.spring.client.SocialPlusTls;

/**
 * Certificate of one end of a connection, and the authority that it trusts.
 */
final class MutualTls {

	private static final String TRUST = "trust.p12";

	private final KeyStore own;

	private final KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());

	private final TrustManagerFactory trust = TrustManagerFactory
		.getInstance(TrustManagerFactory.getDefaultAlgorithm());

	private MutualTls(KeyStore own, KeyStore authority) throws GeneralSecurityException {
		this.own = own;
		this.keys.init(own, CertificateAuthority.PASSWORD.toCharArray());
		this.trust.init(authority);
	}

	/**
	 * Create a certificate for each end.
	 * @param directory the directory of their files
	 * @param names the names of the ends
	 */
	static void create(Path directory, String... names) throws Exception {
		CertificateAuthority authority = new CertificateAuthority();
		authority.writeTrustStore(directory.resolve(TRUST));
		for (String name : names) {
			CertificateAuthority.writeKeyStore(authority.issue(name), file(directory, name));
		}
	}

	static MutualTls read(Path directory, String name) throws GeneralSecurityException, IOException {
		return new MutualTls(load(file(directory, name)), load(directory.resolve(TRUST)));
	}

	private static Path file(Path directory, String name) {
		return directory.resolve(name + ".p12");
	}

	private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
		return KeyStore.getInstance(file.toFile(), CertificateAuthority.PASSWORD.toCharArray());
	}

	SslContext forServer() throws SSLException {
		return SslContextBuilder.forServer(this.keys).trustManager(this.trust).clientAuth(ClientAuth.REQUIRE).build();
	}

	SslContext forClient() throws SSLException {
		return SslContextBuilder.forClient().keyManager(this.keys).trustManager(this.trust).build();
	}

	SSLContext forJdkClient() throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(this.keys.getKeyManagers(), this.trust.getTrustManagers(), null);
		return context;
	}

	SocialPlusTls forStarter() throws GeneralSecurityException {
		List<X509Certificate> certificates = new ArrayList<>();
		for (String alias : Collections.list(this.own.aliases())) {
			certificates.add((X509Certificate) this.own.getCertificate(alias));
		}
		return SocialPlusTls.defaults().withClientCertificate(this.keys, certificates).withTrust(this.trust);
	}

}
