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

package plus.social.spring.tests.faults;

import java.util.List;
import java.util.stream.Stream;

import plus.social.spring.testsupport.TlsServer;

/**
 * A server with TLS, and what an application needs to call it.
 */
final class TlsUpstream implements Upstream {

	private final FaultServer server;

	private final Stream<String> properties;

	private TlsUpstream(String certificate, boolean clientCertificateNeeded, Stream<String> properties) {
		this.server = new FaultServer(TlsServer.listen(certificate, clientCertificateNeeded), "https", Behaviour.TOKEN);
		this.properties = properties;
	}

	/**
	 * A server with a certificate, for an application that trusts the authority.
	 */
	static TlsUpstream with(String certificate) {
		return new TlsUpstream(certificate, false, bundle());
	}

	/**
	 * A server that asks for a client certificate, for an application that has none.
	 */
	static TlsUpstream withoutClient() {
		return new TlsUpstream("server", true, bundle());
	}

	/**
	 * A server that asks for a client certificate, for an application that has this one.
	 */
	static TlsUpstream withClient(String certificate) {
		return new TlsUpstream("server", true,
				Stream.of("socialplus.mtls.key-store=file:" + CertificateFiles.keyStore(certificate),
						"socialplus.mtls.key-store-password=" + CertificateFiles.PASSWORD,
						"socialplus.mtls.trust-store=file:" + CertificateFiles.trustStore(),
						"socialplus.mtls.trust-store-password=" + CertificateFiles.PASSWORD));
	}

	private static Stream<String> bundle() {
		String trustStore = "spring.ssl.bundle.jks.faults.truststore.";
		return Stream.of("socialplus.mtls.bundle=faults", trustStore + "location=file:" + CertificateFiles.trustStore(),
				trustStore + "password=" + CertificateFiles.PASSWORD, trustStore + "type=PKCS12");
	}

	@Override
	public String getUrl() {
		return this.server.getUrl();
	}

	@Override
	public Stream<String> getProperties() {
		return this.properties;
	}

	@Override
	public int getCalls() {
		return this.server.getCalls();
	}

	@Override
	public List<String> getTokens(String userId) {
		return this.server.getTokens(userId);
	}

	@Override
	public void close() {
		this.server.close();
	}

}
