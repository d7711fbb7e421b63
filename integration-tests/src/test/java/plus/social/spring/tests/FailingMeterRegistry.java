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

package plus.social.spring.tests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * A registry that fails for each of our meters.
 */
public class FailingMeterRegistry extends SimpleMeterRegistry {

	private final List<String> failures = new CopyOnWriteArrayList<>();

	List<String> getFailures() {
		return this.failures;
	}

	private void check(Meter.Id id) {
		if (id.getName().startsWith("socialplus")) {
			this.failures.add(id.getName());
			throw new IllegalStateException("No room for " + id.getName());
		}
	}

	@Override
	protected Counter newCounter(Meter.Id id) {
		check(id);
		return super.newCounter(id);
	}

	@Override
	protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T source, ToDoubleFunction<T> function) {
		check(id);
		return super.newFunctionCounter(id, source, function);
	}

	@Override
	protected <T> Gauge newGauge(Meter.Id id, T source, ToDoubleFunction<T> function) {
		check(id);
		return super.newGauge(id, source, function);
	}

	@Override
	protected <T> TimeGauge newTimeGauge(Meter.Id id, T source, TimeUnit unit, ToDoubleFunction<T> function) {
		check(id);
		return super.newTimeGauge(id, source, unit, function);
	}

	@Override
	protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauseDetector) {
		check(id);
		return super.newTimer(id, config, pauseDetector);
	}

	@Override
	protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig config) {
		check(id);
		return super.newLongTaskTimer(id, config);
	}

	@Override
	protected <T> FunctionTimer newFunctionTimer(Meter.Id id, T source, ToLongFunction<T> count,
			ToDoubleFunction<T> total, TimeUnit unit) {
		check(id);
		return super.newFunctionTimer(id, source, count, total, unit);
	}

}
