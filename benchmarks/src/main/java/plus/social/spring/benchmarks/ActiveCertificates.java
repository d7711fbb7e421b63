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

import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.X509TrustManager;

/**
 * {@link X509TrustManager} that trusts client certificates while they are active.
 */
final class ActiveCertificates implements X509TrustManager {

	private final RotatingCredentials<BigInteger> active;

	private final AtomicInteger refused = new AtomicInteger();

	ActiveCertificates(RotatingCredentials<BigInteger> active) {
		this.active = active;
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		if (!this.active.accept(chain[0].getSerialNumber())) {
			this.refused.incrementAndGet();
			throw new CertificateException("This certificate is not active");
		}
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
		throw new CertificateException("Server certificates are not supported");
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return new X509Certificate[0];
	}

	int getRefused() {
		return this.refused.get();
	}

}
