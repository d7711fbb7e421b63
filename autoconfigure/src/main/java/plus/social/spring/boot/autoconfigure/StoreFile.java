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
 * What is wrong with a file that should be a key store or a trust store but cannot be
 * read as one: a sentence without its beginning, which names the file.
 */
final class StoreFile {

	private static final int JKS = 0xFEEDFEED;

	private static final int JCEKS = 0xCECECECE;

	private static final Pattern BASE64 = Pattern.compile("\\s*MI[A-Za-z0-9+/=\\s]+");

	private StoreFile() {
	}

	/**
	 * Return what is wrong with a file.
	 * @param content its content
	 * @return the end of a sentence, or {@code null} if that is not known
	 */
	static @Nullable String findProblem(byte[] content) {
		String text = new String(content, StandardCharsets.ISO_8859_1);
		if (text.isBlank()) {
			return "is empty.";
		}
		if (text.replace("\0", "").contains("-----BEGIN")) {
			return "is a PEM file: make a key store of it with 'openssl pkcs12 -export', or use it in a bundle under"
					+ " 'spring.ssl.bundle.pem'.";
		}
		if (BASE64.matcher(text).matches()) {
			return "is Base64: decode it.";
		}
		if (magic(content) == JCEKS) {
			return "is of the type JCEKS: set its type.";
		}
		if (PemFile.isBinaryCertificate(content)) {
			return "is a certificate and no store: make a key store of it and its private key with"
					+ " 'openssl pkcs12 -export'.";
		}
		return null;
	}

	/**
	 * Return whether a content looks like a key store.
	 * @param content the content
	 * @return whether it is a PKCS12, JKS or JCEKS store
	 */
	static boolean isKeyStore(byte[] content) {
		int magic = magic(content);
		if (magic == JKS || magic == JCEKS) {
			return true;
		}
		try {
			// Without a password, neither integrity nor keys are looked at.
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
