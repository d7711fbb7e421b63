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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import plus.social.spring.testsupport.TestCertificates;

/**
 * Key stores with {@link TestCertificates}, whose password has the canary. The files are
 * gone at the end of the run.
 */
final class CertificateFiles {

	static final String PASSWORD = Canary.secret("store-password");

	private static final Path directory = createDirectory();

	private CertificateFiles() {
	}

	private static Path createDirectory() {
		try {
			Path directory = Files.createTempDirectory("certificates");
			directory.toFile().deleteOnExit();
			return directory;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a key store with one certificate.
	 */
	static synchronized Path keyStore(String alias) {
		return TestCertificates.keyStore(file(alias), PASSWORD.toCharArray(), alias);
	}

	/**
	 * Return a trust store with the authority.
	 */
	static synchronized Path trustStore() {
		return TestCertificates.trustStore(file("trust"), PASSWORD.toCharArray(), "ca");
	}

	private static Path file(String name) {
		Path file = directory.resolve(name + ".p12");
		file.toFile().deleteOnExit();
		return file;
	}

}
