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

import java.util.List;

import plus.social.spring.testsupport.TestCertificates;

/**
 * The client's side of TLS, with {@link TestCertificates}.
 */
final class TestTls {

	private TestTls() {
	}

	/**
	 * Return TLS that trusts the authority and has a client certificate.
	 * @param alias the name of the certificate
	 * @return what a client with that certificate uses
	 */
	static SocialPlusTls client(String alias) {
		return trusting("ca").withClientCertificate(TestCertificates.keys(alias),
				List.of(TestCertificates.certificate(alias)));
	}

	static SocialPlusTls trusting(String authority) {
		return SocialPlusTls.defaults().withTrust(TestCertificates.trust(authority));
	}

}
