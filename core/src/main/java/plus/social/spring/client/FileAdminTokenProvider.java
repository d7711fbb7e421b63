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
import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.SecretFile.Kind;

import org.springframework.util.Assert;

/**
 * {@link SocialPlusAdminTokenProvider} that reads the admin token from a file, and again
 * when the file changes. An {@link AdminTokenRenewer} replaces it in time.
 *
 * @since 0.1.0
 */
public final class FileAdminTokenProvider implements SocialPlusAdminTokenProvider, AutoCloseable {

	static final Kind<AdminToken> KIND = new Kind<>("admin token", "token", "socialplus.admin-token",
			AdminToken.MAX_LENGTH, AdminToken::of);

	private final SecretFile<AdminToken> file;

	private final AdminTokenStore store;

	/**
	 * The token in the file.
	 */
	private @Nullable AdminToken stored;

	private volatile @Nullable Current current;

	private volatile @Nullable String renewalProblem;

	/**
	 * Create a provider and read the file. If that fails, it is retried later.
	 * @param file the file, which contains only the token and optionally a line break
	 */
	public FileAdminTokenProvider(Path file) {
		Assert.notNull(file, "'file' must not be null");
		this.file = new SecretFile<>(file, KIND, FileAdminTokenProvider.class);
		this.store = new AdminTokenStore(file);
		refresh();
	}

	/**
	 * Check the file every two seconds, in the background, until this provider is closed.
	 */
	public void watch() {
		this.file.watch(this::refresh);
	}

	@Override
	public @Nullable AdminToken getAdminToken() {
		Current current = this.current;
		return (current != null) ? current.token().withExpiresAt(current.findExpiry()) : null;
	}

	@Override
	public synchronized void refresh() {
		Current before = this.current;
		AdminToken read = this.file.read(before != null);
		if (read == null) {
			return;
		}
		if (before == null || !read.equals(this.stored)) {
			this.stored = read;
			this.current = new Current(read, this.store.findLifetime(read));
			this.renewalProblem = null;
		}
		else if (read.equals(before.token())) {
			AdminTokenLifetime lifetime = this.store.findLifetime(read);
			this.current = (lifetime != null) ? new Current(read, lifetime) : before;
		}
	}

	/**
	 * Return the lifetime of the token in use.
	 * @return the lifetime, or {@code null} if unknown
	 */
	@Nullable AdminTokenLifetime getLifetime() {
		Current current = this.current;
		return (current != null) ? current.lifetime() : null;
	}

	/**
	 * Return whether the token in use is the one in the file.
	 * @return {@code false} if it could not be written
	 */
	synchronized boolean isStored() {
		Current current = this.current;
		return current == null || current.token().equals(this.stored);
	}

	/**
	 * Return whether the file has a token. One that an operator has removed must not be
	 * written again.
	 * @return {@code false} if the file has no usable token
	 */
	boolean hasFile() {
		return this.file.getProblem() == null;
	}

	/**
	 * Lock the file for a renewal.
	 * @return the lock, or {@code null} while another node has it
	 * @throws IOException if the file cannot be locked
	 */
	AdminTokenStore.@Nullable Lock tryLock() throws IOException {
		return this.store.tryLock();
	}

	/**
	 * Write the token in use into the file. Before a renewal, this proves that the file
	 * can be replaced, and stores a token that could not be written before.
	 * @param lock the lock
	 * @throws IOException if the file cannot be replaced
	 */
	synchronized void store(AdminTokenStore.Lock lock) throws IOException {
		Current current = this.current;
		if (current == null) {
			return;
		}
		lock.replace(current.token(), current.lifetime());
		this.stored = current.token();
	}

	/**
	 * Use a renewed token and write it into the file, unless an operator has removed the
	 * token or installed another one meanwhile.
	 * @param lock the lock
	 * @param old the token that was renewed
	 * @param renewed the new token
	 * @param lifetime its lifetime
	 * @throws IOException if it cannot be written; it is used nevertheless
	 */
	synchronized void renew(AdminTokenStore.Lock lock, AdminToken old, AdminToken renewed, AdminTokenLifetime lifetime)
			throws IOException {
		refresh();
		Current current = this.current;
		if (current != null && current.token().equals(old) && hasFile()) {
			this.current = new Current(renewed, lifetime);
			store(lock);
		}
	}

	void setRenewalProblem(@Nullable String renewalProblem) {
		this.renewalProblem = renewalProblem;
	}

	/**
	 * Return why there is no token, or why it cannot be renewed.
	 * @return a sentence with the name of the file and without its content, or
	 * {@code null} if there is nothing to fix
	 */
	@Override
	public @Nullable String getProblem() {
		String problem = this.file.getProblem();
		return (problem != null) ? problem : this.renewalProblem;
	}

	/**
	 * Return the path of the file for messages.
	 * @return the path after a space, or nothing
	 */
	String getName() {
		return this.file.name();
	}

	@Override
	public void close() {
		this.file.close();
	}

	/**
	 * The token in use, which is not the one in the file if a renewed token could not be
	 * written.
	 *
	 * @param token the token
	 * @param lifetime its lifetime, or {@code null} if unknown
	 */
	private record Current(AdminToken token, @Nullable AdminTokenLifetime lifetime) {

		@Nullable Instant findExpiry() {
			AdminTokenLifetime lifetime = this.lifetime;
			return (lifetime != null) ? lifetime.until() : null;
		}

	}

}
