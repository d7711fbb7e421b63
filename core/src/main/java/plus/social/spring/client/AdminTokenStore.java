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

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Replaces the file with the admin token. Two files beside it contain no secret:
 * {@code .renewal} has the lifetime of the token for the nodes that share it, and
 * {@code .lock} is their lock.
 */
final class AdminTokenStore {

	private static final int MAX_LIFETIME_SIZE = 128;

	/**
	 * The files that this JVM has locked. A file must not be opened again while it is
	 * locked: closing it would release the lock.
	 */
	private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

	private final Path file;

	/**
	 * Create a store.
	 * @param file the file with the token, or a link to it
	 */
	AdminTokenStore(Path file) {
		this.file = file;
	}

	/**
	 * Return the lifetime of a token.
	 * @param token the token
	 * @return the lifetime, or {@code null} if unknown
	 */
	@Nullable AdminTokenLifetime findLifetime(AdminToken token) {
		try (InputStream in = Files.newInputStream(lifetimeOf(this.file.toRealPath()))) {
			AdminTokenLifetime lifetime = AdminTokenLifetime
				.parse(new String(in.readNBytes(MAX_LIFETIME_SIZE), StandardCharsets.ISO_8859_1));
			return (lifetime != null && lifetime.fingerprint().equals(token.getFingerprint())) ? lifetime : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static Path lifetimeOf(Path file) {
		return sibling(file, ".renewal");
	}

	private static Path sibling(Path file, String suffix) {
		return file.resolveSibling(file.getFileName() + suffix);
	}

	/**
	 * Lock the token for its renewal.
	 * @return the lock, or {@code null} while another node has it
	 * @throws IOException if the file cannot be locked, for example because it is
	 * read-only
	 */
	@Nullable Lock tryLock() throws IOException {
		Path real = this.file.toRealPath();
		if (!LOCKED.add(real)) {
			return null;
		}
		boolean locked = false;
		FileChannel channel = null;
		try {
			channel = FileChannel.open(sibling(real, ".lock"),
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly(real));
			FileLock lock = channel.tryLock();
			locked = lock != null;
			return locked ? new Lock(real, channel) : null;
		}
		finally {
			if (!locked) {
				unlock(real, channel);
			}
		}
	}

	private static void unlock(Path file, @Nullable FileChannel channel) throws IOException {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		finally {
			LOCKED.remove(file);
		}
	}

	private static FileAttribute<?>[] ownerOnly(Path file) {
		return hasPermissions(file)
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

	private static boolean hasPermissions(Path file) {
		return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
	}

	/**
	 * The lock for a renewal.
	 */
	static final class Lock implements AutoCloseable {

		private final Path file;

		private final FileChannel channel;

		private Lock(Path file, FileChannel channel) {
			this.file = file;
			this.channel = channel;
		}

		/**
		 * Replace the token and its lifetime, which comes first: until the token is
		 * there, it matches none.
		 * @param token the token
		 * @param lifetime its lifetime, or {@code null} to leave that as it is
		 * @throws IOException if the file cannot be replaced; it is unchanged then
		 */
		void replace(AdminToken token, @Nullable AdminTokenLifetime lifetime) throws IOException {
			if (lifetime != null) {
				replace(lifetimeOf(this.file), lifetime.format());
			}
			replace(this.file, token.getValue() + "\n");
		}

		// A reader sees the content before or after it, and the same permissions.
		private void replace(Path target, String content) throws IOException {
			Path next = sibling(target, ".new");
			Files.deleteIfExists(next);
			try {
				try (FileChannel out = FileChannel.open(next,
						Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(this.file))) {
					write(out, content);
				}
				copyPermissions(this.file, next);
				Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
			}
			finally {
				Files.deleteIfExists(next);
			}
		}

		private static void write(FileChannel channel, String text) throws IOException {
			ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}

		private static void copyPermissions(Path from, Path to) throws IOException {
			if (!hasPermissions(from)) {
				return;
			}
			PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
			PosixFileAttributes source = Files.readAttributes(from, PosixFileAttributes.class);
			if (!source.group().equals(target.readAttributes().group())) {
				target.setGroup(source.group());
			}
			target.setPermissions(source.permissions());
		}

		@Override
		public void close() throws IOException {
			unlock(this.file, this.channel);
		}

	}

}
