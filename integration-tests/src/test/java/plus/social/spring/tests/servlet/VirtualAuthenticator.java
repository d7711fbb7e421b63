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

package plus.social.spring.tests.servlet;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A passkey: an ES256 key that registers without attestation and signs challenges, as
 * WebAuthn level 3 says (section 6.1 for the authenticator data, 6.5 for the
 * attestation).
 */
final class VirtualAuthenticator {

	private static final byte[] CREDENTIAL_ID = "the only passkey".getBytes(StandardCharsets.UTF_8);

	// User present, user verified.
	private static final int ASSERTION_FLAGS = 0x05;

	// And attested credential data is included.
	private static final int REGISTRATION_FLAGS = 0x45;

	private final String relyingPartyId;

	private final String origin;

	private final KeyPair key;

	VirtualAuthenticator(String relyingPartyId, String origin) {
		this.relyingPartyId = relyingPartyId;
		this.origin = origin;
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			this.key = generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what a browser would send to register the passkey.
	 */
	String register(String challenge) {
		byte[] authenticatorData = bytes(authenticatorData(REGISTRATION_FLAGS), new byte[16],
				new byte[] { 0, (byte) CREDENTIAL_ID.length }, CREDENTIAL_ID, coseKey());
		// CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes}
		byte[] attestation = bytes(new byte[] { (byte) 0xA3 }, text("fmt"), text("none"), text("attStmt"),
				new byte[] { (byte) 0xA0 }, text("authData"),
				new byte[] { 0x59, (byte) (authenticatorData.length >> 8), (byte) authenticatorData.length },
				authenticatorData);
		return """
				{"publicKey": {"label": "a passkey", "credential": {"id": "%1$s", "rawId": "%1$s", "type": "public-key",
				"authenticatorAttachment": "platform", "clientExtensionResults": {}, "response":
				{"attestationObject": "%2$s", "clientDataJSON": "%3$s", "transports": ["internal"]}}}}
				""".formatted(base64(CREDENTIAL_ID), base64(attestation),
				base64(clientData("webauthn.create", challenge)));
	}

	/**
	 * Return what a browser would send to log in.
	 */
	String authenticate(String challenge) {
		byte[] authenticatorData = authenticatorData(ASSERTION_FLAGS);
		byte[] clientData = clientData("webauthn.get", challenge);
		return """
				{"id": "%1$s", "rawId": "%1$s", "type": "public-key", "authenticatorAttachment": "platform",
				"clientExtensionResults": {}, "response": {"authenticatorData": "%2$s", "clientDataJSON": "%3$s",
				"signature": "%4$s"}}
				""".formatted(base64(CREDENTIAL_ID), base64(authenticatorData), base64(clientData),
				base64(sign(bytes(authenticatorData, sha256(clientData)))));
	}

	private byte[] authenticatorData(int flags) {
		return bytes(sha256(this.relyingPartyId.getBytes(StandardCharsets.UTF_8)),
				new byte[] { (byte) flags, 0, 0, 0, 0 });
	}

	private byte[] clientData(String type, String challenge) {
		return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
			.formatted(type, challenge, this.origin)
			.getBytes(StandardCharsets.UTF_8);
	}

	// CBOR: {1 (kty): 2 (EC2), 3 (alg): -7 (ES256), -1 (crv): 1 (P-256), -2: x, -3: y}
	private byte[] coseKey() {
		ECPublicKey publicKey = (ECPublicKey) this.key.getPublic();
		return bytes(new byte[] { (byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20 },
				coordinate(publicKey.getW().getAffineX()), new byte[] { 0x22, 0x58, 0x20 },
				coordinate(publicKey.getW().getAffineY()));
	}

	private static byte[] coordinate(BigInteger value) {
		byte[] bytes = value.toByteArray();
		byte[] coordinate = new byte[32];
		int length = Math.min(bytes.length, 32);
		System.arraycopy(bytes, bytes.length - length, coordinate, 32 - length, length);
		return coordinate;
	}

	private static byte[] text(String text) {
		return bytes(new byte[] { (byte) (0x60 + text.length()) }, text.getBytes(StandardCharsets.US_ASCII));
	}

	private byte[] sign(byte[] data) {
		try {
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(this.key.getPrivate());
			signature.update(data);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] sha256(byte[] data) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(data);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] bytes(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
