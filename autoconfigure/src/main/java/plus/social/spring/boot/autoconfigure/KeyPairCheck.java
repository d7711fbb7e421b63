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

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Checks that a private key belongs to the first certificate of a chain, and that each
 * certificate is followed by its issuer's.
 */
final class KeyPairCheck {

	private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA",
			"EdDSA", "EdDSA");

	private static final byte[] SIGNED = { 1, 2, 3 };

	private KeyPairCheck() {
	}

	/**
	 * Find the problem of a key pair.
	 * @param key the private key
	 * @param chain the certificates
	 * @return the problem as a sentence, or {@code null} if there is none
	 */
	static @Nullable String findProblem(PrivateKey key, List<X509Certificate> chain) {
		if (chain.isEmpty()) {
			return null;
		}
		if (!belongsTo(key, chain.get(0))) {
			return chain.stream().anyMatch((certificate) -> belongsTo(key, certificate))
					? "The certificates are in the wrong order: the client certificate comes first, then its issuer's."
					: "The private key belongs to another certificate.";
		}
		return findOrderProblem(chain);
	}

	private static @Nullable String findOrderProblem(List<X509Certificate> chain) {
		for (int i = 1; i < chain.size(); i++) {
			if (!chain.get(i - 1).getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
				return "The certificates are in the wrong order, or one is missing: certificate " + (i + 1)
						+ " does not belong to the issuer of certificate " + i + ".";
			}
		}
		return null;
	}

	private static boolean belongsTo(PrivateKey key, X509Certificate certificate) {
		PublicKey publicKey = certificate.getPublicKey();
		String algorithm = SIGNATURES.get(key.getAlgorithm());
		if (algorithm == null || !SIGNATURES.containsKey(publicKey.getAlgorithm())) {
			return true;
		}
		if (!key.getAlgorithm().equals(publicKey.getAlgorithm())) {
			return false;
		}
		byte[] signature;
		try {
			signature = sign(key, algorithm);
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			// The key cannot sign here, for example a hardware key: the handshake
			// reveals a mismatch.
			return true;
		}
		try {
			Signature verification = Signature.getInstance(algorithm);
			verification.initVerify(publicKey);
			verification.update(SIGNED);
			return verification.verify(signature);
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			return false;
		}
	}

	private static byte[] sign(PrivateKey key, String algorithm) throws GeneralSecurityException {
		Signature signature = Signature.getInstance(algorithm);
		signature.initSign(key);
		signature.update(SIGNED);
		return signature.sign();
	}

}
