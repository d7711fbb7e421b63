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

package plus.social.spring.benchmarks;

import java.time.Duration;
import java.util.function.Function;

/**
 * Application with and without the starter, both running and warmed up.
 */
final class ComparedApplications implements AutoCloseable {

	private static final int WARM_UP_LOGINS = 3000;

	private static final int WARM_UP_CONNECTIONS = 16;

	private static final Duration CALM = Duration.ofSeconds(2);

	private static final int CALM_LOGINS = 3;

	private final SocialPlusServer socialPlus;

	private final Compared<ApplicationProcess> applications;

	private boolean withFirst;

	ComparedApplications(Stack stack, SocialPlusServer socialPlus) throws InterruptedException {
		this.socialPlus = socialPlus;
		this.applications = new Compared<>(ApplicationProcess.start(Variant.WITHOUT, stack, socialPlus.getBaseUrl()),
				ApplicationProcess.start(Variant.WITH, stack, socialPlus.getBaseUrl()));
		Compared<Logins> warmUp = measure(
				(application) -> Logins.make(application, WARM_UP_LOGINS, WARM_UP_CONNECTIONS));
		if (warmUp.without().getFailed() + warmUp.with().getFailed() > 0) {
			throw new IllegalStateException("Logins failed without a fault");
		}
		settle();
	}

	/**
	 * Wait until the tokens of all previous logins are fetched, then log in occasionally,
	 * so that the starter observes that tokens arrive in time.
	 */
	void settle() throws InterruptedException {
		int requests;
		do {
			requests = this.socialPlus.getRequests();
			Pause.of(CALM);
		}
		while (requests != this.socialPlus.getRequests());
		for (int i = 0; i < CALM_LOGINS; i++) {
			Logins.make(with(), CALM_LOGINS, 1);
			Pause.of(CALM);
		}
	}

	ApplicationProcess with() {
		return this.applications.with();
	}

	/**
	 * Measure both applications one after the other, in alternating order.
	 * @param measurement the measurement of one application
	 * @param <T> the type of the result
	 * @return the results of both
	 */
	<T> Compared<T> measure(Function<ApplicationProcess, T> measurement) {
		this.withFirst = !this.withFirst;
		if (this.withFirst) {
			T with = measurement.apply(this.applications.with());
			return new Compared<>(measurement.apply(this.applications.without()), with);
		}
		T without = measurement.apply(this.applications.without());
		return new Compared<>(without, measurement.apply(this.applications.with()));
	}

	/**
	 * Return the processor time that both have used, in milliseconds.
	 * @return the processor time since the start of their processes
	 */
	Compared<Long> getCpuMillis() {
		return new Compared<>(this.applications.without().getCpuTime().toMillis(),
				this.applications.with().getCpuTime().toMillis());
	}

	@Override
	public void close() {
		this.applications.without().close();
		this.applications.with().close();
	}

}
