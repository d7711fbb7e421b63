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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads a server key file and describes what is wrong with it, never with its content.
 */
final class ServerKeyFile {

	private ServerKeyFile() {
	}

	/**
	 * Read a file.
	 * @param file the file
	 * @param maxSize maximum number of bytes to read
	 * @param reader reads the key from the content
	 * @return the key
	 * @throws IOException if the file cannot be read
	 * @throws IllegalArgumentException if the content is not a key; the message does not
	 * contain it
	 */
	static ServerKey read(Path file, int maxSize, Reader reader) throws IOException {
		// A pipe would block, and can be read only once.
		if (Files.exists(file) && !Files.isRegularFile(file)) {
			throw new IOException("Not a file");
		}
		byte[] content;
		try (InputStream in = Files.newInputStream(file)) {
			content = in.readNBytes(maxSize);
		}
		String problem = findProblem(content);
		if (problem != null) {
			throw new IllegalArgumentException(problem);
		}
		return reader.read(new ByteArrayInputStream(content));
	}

	private static @Nullable String findProblem(byte[] content) {
		String text = new String(content, StandardCharsets.ISO_8859_1);
		if (text.isBlank()) {
			return "It is empty: write the key into it";
		}
		if (text.startsWith("\u00ef\u00bb\u00bf") || text.startsWith("\u00ff\u00fe")
				|| text.startsWith("\u00fe\u00ff")) {
			return "It begins with a byte order mark, as some editors and shells write it: save it as plain ASCII without one";
		}
		if (text.chars().anyMatch((c) -> c >= 0x7F || (c < ' ' && "\r\n\t".indexOf(c) < 0))) {
			return "It is binary, compressed or not plain ASCII: write the key into it as shown in the Console";
		}
		if (text.strip().lines().count() > 1) {
			return "It has several lines, but must contain only the key";
		}
		String start = text.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z=:]", "");
		if (start.startsWith("socialplusserverkey=") || start.startsWith("socialplusserverkey:")) {
			return "It contains the name of a property, but must contain only the key";
		}
		return null;
	}

	/**
	 * Return why a file cannot be read.
	 * @param file the file
	 * @param failure the failure
	 * @return one sentence with the type of the failure
	 */
	static String describe(Path file, IOException failure) {
		return reason(file, failure) + " [" + failure.getClass().getName() + "]";
	}

	private static String reason(Path file, IOException failure) {
		if (failure instanceof NoSuchFileException) {
			return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "It is a link to a file that does not exist"
					: "It does not exist: create it, or correct 'socialplus.server-key-location'";
		}
		if (failure instanceof AccessDeniedException) {
			return "The user of this process may not read it: check its owner and permissions";
		}
		if (Files.isDirectory(file)) {
			return "It is a directory: name the file in it";
		}
		if (Files.exists(file) && !Files.isRegularFile(file)) {
			return "It is a pipe or a device, but must be a file";
		}
		return "It cannot be read";
	}

	/**
	 * Reads a key from the content of a file.
	 */
	interface Reader {

		ServerKey read(InputStream content) throws IOException;

	}

}
