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
import java.security.KeyStore;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds the problem of a file that should be a key store or a trust store but cannot be
 * read as one. A problem is described as the end of a sentence whose beginning names the
 * file.
 */
final class StoreFile {

	private static final int JKS = 0xFEEDFEED;

	private static final int JCEKS = 0xCECECECE;

	private static final Pattern BASE64 = Pattern.compile("\\s*MI[A-Za-z0-9+/=\\s]+");

	private StoreFile() {
	}

	/**
	 * Find the problem of a file.
	 * @param content the content of the file
	 * @return the end of a sentence, or {@code null} if the problem is unknown
	 */
	static @Nullable String findProblem(byte[] content) {
		String text = new String(content, StandardCharsets.ISO_8859_1);
		if (text.isBlank()) {
			return "is empty.";
		}
		if (text.replace("\0", "").contains("-----BEGIN")) {
			return "is a PEM file: convert it to a key store with 'openssl pkcs12 -export', or use it in a bundle under"
					+ " 'spring.ssl.bundle.pem'.";
		}
		if (BASE64.matcher(text).matches()) {
			return "is Base64: decode it.";
		}
		if (magic(content) == JCEKS) {
			return "has the type JCEKS: set its type.";
		}
		if (PemFile.isBinaryCertificate(content)) {
			return "is a certificate rather than a store: create a key store from it and its private key with"
					+ " 'openssl pkcs12 -export'.";
		}
		return null;
	}

	/**
	 * Return whether the content is a key store.
	 * @param content the content
	 * @return {@code true} if it is a PKCS12, JKS or JCEKS store
	 */
	static boolean isKeyStore(byte[] content) {
		int magic = magic(content);
		if (magic == JKS || magic == JCEKS) {
			return true;
		}
		try {
			// Without a password, neither the integrity nor the keys are checked.
			KeyStore.getInstance("PKCS12").load(new ByteArrayInputStream(content), null);
			return content.length > 0;
		}
		catch (GeneralSecurityException | IOException | RuntimeException ex) {
			return false;
		}
	}

	private static int magic(byte[] content) {
		int magic = 0;
		for (int i = 0; i < 4 && content.length >= 4; i++) {
			magic = (magic << 8) | (content[i] & 0xFF);
		}
		return magic;
	}

}
