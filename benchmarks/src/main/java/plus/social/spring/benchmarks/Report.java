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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Report of a measurement, with the verdict on each promise.
 */
final class Report {

	private static final Log logger = LogFactory.getLog(Report.class);

	private final BarChart chart = new BarChart();

	private boolean holding = true;

	void log(String format, Object... arguments) {
		logger.info(String.format(Locale.ROOT, format, arguments));
	}

	void log(Compared<Logins> logins) {
		for (Variant variant : Variant.values()) {
			log("%-7s %s", variant, logins.of(variant));
		}
	}

	void verdict(boolean holds, String format, Object... arguments) {
		this.holding = this.holding && holds;
		log((holds ? "HOLDS: " : "DOES NOT HOLD: ") + format, arguments);
	}

	/**
	 * Add a ratio to the picture of the measurement.
	 * @param group the name of what is compared
	 * @param label the name of the contender
	 * @param ratio the median of its ratios
	 */
	void bar(String group, String label, double ratio) {
		this.chart.add(group, label, ratio);
	}

	/**
	 * Write the picture of the measurement.
	 * @param file the file, an SVG image
	 * @throws IOException if it cannot be written
	 */
	void draw(Path file) throws IOException {
		Files.writeString(file, this.chart.toSvg());
	}

	/**
	 * Log the first lines of an application's output.
	 * @param application the application
	 */
	void logOutput(ApplicationProcess application) {
		log("%s has logged %d lines", application, application.getOutput().size());
		application.getOutput().stream().limit(3).forEach((line) -> log("  %s", line));
	}

	boolean isHolding() {
		return this.holding;
	}

}
