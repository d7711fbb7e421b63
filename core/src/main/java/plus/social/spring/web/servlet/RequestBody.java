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

package plus.social.spring.web.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import plus.social.spring.web.RenewRequest;

/**
 * Reads the first bytes of a request's body. No thread waits for a client that sends
 * slowly: a few such clients would otherwise hold all threads of the server.
 */
final class RequestBody implements ReadListener {

	/**
	 * Maximum time for the body to arrive. It has at most {@value RenewRequest#MAX_SIZE}
	 * bytes, which usually travel with the headers.
	 */
	static final Duration TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Maximum number of concurrent blocking reads, for requests that support nothing
	 * else.
	 */
	private static final Semaphore BLOCKING_READS = new Semaphore(4);

	private final ServletInputStream input;

	private final ByteArrayOutputStream content = new ByteArrayOutputStream();

	private final CompletableFuture<byte[]> future = new CompletableFuture<>();

	private RequestBody(ServletInputStream input) {
		this.input = input;
	}

	private static boolean isPresent(HttpServletRequest request) {
		long length = request.getContentLengthLong();
		boolean mayBeChunked = request.getHeader("Transfer-Encoding") != null
				|| !request.getProtocol().startsWith("HTTP/1");
		return length > 0 || (length < 0 && mayBeChunked);
	}

	/**
	 * Read the body of a request if it has already arrived.
	 * @param request the request
	 * @return the body, which is empty if the request has none; {@code null} if it is
	 * still to come, or longer than {@value RenewRequest#MAX_SIZE} bytes
	 */
	static byte @Nullable [] readAvailable(HttpServletRequest request) {
		if (!isPresent(request)) {
			return new byte[0];
		}
		try {
			long length = request.getContentLengthLong();
			boolean hasArrived = length > 0 && length <= RenewRequest.MAX_SIZE
					&& request.getInputStream().available() >= length;
			return hasArrived ? request.getInputStream().readNBytes((int) length) : null;
		}
		catch (IOException | IllegalStateException ex) {
			return null;
		}
	}

	/**
	 * Read the body of a request whose asynchronous processing has been started.
	 * @param request the request
	 * @return the body or its first bytes; fails with a timeout, or with an
	 * {@link IOException} if it cannot be read
	 */
	static CompletableFuture<byte[]> read(HttpServletRequest request) {
		try {
			RequestBody body = new RequestBody(request.getInputStream());
			body.input.setReadListener(body);
			return body.future.orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (IOException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		catch (RuntimeException ex) {
			// The stream is a wrapper's, or was read before.
			return CompletableFuture.completedFuture(readNow(request));
		}
	}

	/**
	 * Read the body of a request with the current thread, unless too many threads do so.
	 * @param request the request
	 * @return the body or its first bytes, or nothing if it cannot be read
	 */
	static byte[] readNow(HttpServletRequest request) {
		if (!BLOCKING_READS.tryAcquire()) {
			return new byte[0];
		}
		try {
			return request.getInputStream().readNBytes(RenewRequest.MAX_SIZE);
		}
		catch (IOException | IllegalStateException ex) {
			return new byte[0];
		}
		finally {
			BLOCKING_READS.release();
		}
	}

	@Override
	public void onDataAvailable() throws IOException {
		byte[] buffer = new byte[RenewRequest.MAX_SIZE];
		while (this.content.size() < RenewRequest.MAX_SIZE && this.input.isReady() && !this.input.isFinished()) {
			int length = this.input.read(buffer, 0, RenewRequest.MAX_SIZE - this.content.size());
			this.content.write(buffer, 0, Math.max(0, length));
		}
		if (this.content.size() >= RenewRequest.MAX_SIZE) {
			onAllDataRead();
		}
	}

	@Override
	public void onAllDataRead() {
		this.future.complete(this.content.toByteArray());
	}

	@Override
	public void onError(Throwable failure) {
		this.future.completeExceptionally(failure);
	}

}
