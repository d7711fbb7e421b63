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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;

import org.springframework.util.Assert;

/**
 * Renews the admin token in a file with half of its life left, or at once if its end is
 * unknown. Of several nodes that share the file, one at a time renews it, and the others
 * read it again. A file that cannot be replaced, such as a mounted secret, is left alone:
 * a token that only this node knew would be lost with its next start.
 *
 * @since 0.1.0
 */
public final class AdminTokenRenewer implements AutoCloseable {

	/**
	 * Interval between checks whether the token has to be renewed.
	 */
	static final Duration INTERVAL = Duration.ofSeconds(10);

	/**
	 * Minimum time between two attempts. Each further failure doubles it.
	 */
	static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

	/**
	 * Maximum time between two attempts. The shortest life of an admin token is an hour,
	 * so there are several attempts in its second half.
	 */
	static final Duration MAX_PAUSE = Duration.ofMinutes(10);

	private static final Log logger = LogFactory.getLog(AdminTokenRenewer.class);

	private final FileAdminTokenProvider provider;

	private final SocialPlusTokenClient client;

	private final Clock clock;

	private Instant nextAttempt = Instant.MIN;

	private int failures;

	private @Nullable AdminToken attempted;

	private @Nullable String reported;

	private volatile Disposable schedule = Disposables.disposed();

	private volatile boolean closed;

	/**
	 * Create a renewer.
	 * @param provider the provider with the file
	 * @param client the client for calls
	 */
	public AdminTokenRenewer(FileAdminTokenProvider provider, SocialPlusTokenClient client) {
		Assert.notNull(provider, "'provider' must not be null");
		Assert.notNull(client, "'client' must not be null");
		this.provider = provider;
		this.client = client;
		this.clock = client.getClock();
	}

	/**
	 * Renew the token when it is time, in the background, until this renewer is closed.
	 */
	public synchronized void start() {
		if (!this.closed && this.schedule.isDisposed()) {
			this.schedule = Schedulers.boundedElastic()
				.schedulePeriodically(this::renewIfDue, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Renew the token if it is time. May block for the duration of a call.
	 */
	synchronized void renewIfDue() {
		AdminToken token = this.provider.getAdminToken();
		if (token == null || !this.provider.hasFile()) {
			return;
		}
		if (!token.equals(this.attempted)) {
			this.attempted = token;
			this.failures = 0;
			this.nextAttempt = Instant.MIN;
		}
		if (!isDue() && this.provider.isStored()) {
			succeeded();
		}
		else if (!this.clock.instant().isBefore(this.nextAttempt)) {
			attempt();
		}
	}

	private boolean isDue() {
		AdminTokenLifetime lifetime = this.provider.getLifetime();
		return lifetime == null || !this.clock.instant().isBefore(lifetime.renewAt());
	}

	private void attempt() {
		try (AdminTokenStore.Lock lock = this.provider.tryLock()) {
			if (lock != null) {
				renew(lock);
			}
		}
		catch (IOException ex) {
			failed("Its file" + this.provider.getName() + " cannot be replaced [" + ex.getClass().getName() + "]",
					false);
		}
		catch (SocialPlusException ex) {
			failed(String.valueOf(ex.getMessage()), true);
		}
		catch (RuntimeException ex) {
			failed("The renewal failed [" + ex.getClass().getName() + "]", true);
		}
	}

	private void renew(AdminTokenStore.Lock lock) throws IOException {
		// Another node may have renewed it until now.
		this.provider.refresh();
		AdminToken token = this.provider.getAdminToken();
		if (token == null || !this.provider.hasFile() || (!isDue() && this.provider.isStored())) {
			return;
		}
		this.provider.store(lock);
		if (isDue()) {
			renew(lock, token);
		}
		succeeded();
	}

	private void renew(AdminTokenStore.Lock lock, AdminToken token) throws IOException {
		Instant requestedAt = this.clock.instant();
		AdminTokenResponse renewed = call(token);
		AdminTokenLifetime lifetime = new AdminTokenLifetime(renewed.token().getFingerprint(), requestedAt,
				requestedAt.plus(renewed.timeToLive()));
		this.attempted = renewed.token();
		this.nextAttempt = this.clock.instant().plus(FIRST_PAUSE);
		this.provider.renew(lock, token, renewed.token(), lifetime);
		logger.info("The admin token for Social Plus was renewed, and expires at " + lifetime.until());
	}

	private AdminTokenResponse call(AdminToken token) {
		HttpRequest request = AdminTokenRequest.renew(this.client.getBaseUrl(), token);
		ClientTransport transport = this.client.getTransport();
		transport.checkClientCertificate();
		AdminTokenResponse response = this.client.warmUp()
			.then(transport.call((sender) -> sender.send(request)
				.map((answer) -> AdminTokenResponse.read(answer, this.clock.instant()))))
			.block();
		Assert.state(response != null, "No response");
		return response;
	}

	private void succeeded() {
		this.failures = 0;
		this.reported = null;
		this.provider.setRenewalProblem(null);
	}

	/**
	 * Report a failed attempt.
	 * @param cause the cause, without any secret
	 * @param alarming whether it matters if the end of the token is unknown: a token that
	 * lives for a year may be in a file that is read-only
	 */
	private void failed(String cause, boolean alarming) {
		if (this.closed) {
			return;
		}
		Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(this.failures, 10));
		this.failures++;
		this.nextAttempt = this.clock.instant().plus((pause.compareTo(MAX_PAUSE) < 0) ? pause : MAX_PAUSE);
		AdminTokenLifetime lifetime = this.provider.getLifetime();
		String problem = "The admin token cannot be renewed"
				+ ((lifetime != null) ? " and expires at " + lifetime.until() : "") + ": " + cause;
		this.provider.setRenewalProblem((alarming || lifetime != null) ? problem : null);
		if (!problem.equals(this.reported)) {
			this.reported = problem;
			logger.warn("Social Plus: " + problem + (alarming ? ""
					: ". Replace the token in time if it expires after hours; a new one is read without a restart"));
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.schedule.dispose();
	}

}
