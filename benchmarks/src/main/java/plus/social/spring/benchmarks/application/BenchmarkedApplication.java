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

package plus.social.spring.benchmarks.application;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the application on one of the two stacks and prints its port, and its
 * {@link Usage} for each line of its standard input. It stops when that is closed: at the
 * latest when the process that started it ends.
 */
public final class BenchmarkedApplication {

	/**
	 * Prefix of the port in the application's output.
	 */
	public static final String LISTENING = "Listening on ";

	/**
	 * Line that asks for the usage after a garbage collection.
	 */
	public static final String COLLECT = "collect";

	private static final Log logger = LogFactory.getLog(BenchmarkedApplication.class);

	private BenchmarkedApplication() {
	}

	public static void main(String[] args) throws IOException {
		WebApplicationType type = WebApplicationType.valueOf(args[0]);
		Class<?> configuration = (type == WebApplicationType.SERVLET) ? ServletConfiguration.class
				: ReactiveConfiguration.class;
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(configuration).web(type)
			.run(Arrays.copyOfRange(args, 1, args.length))) {
			logger.info(LISTENING + context.getEnvironment().getRequiredProperty("local.server.port"));
			printUsage(context);
		}
	}

	private static void printUsage(ConfigurableApplicationContext context) throws IOException {
		UsageMeter meter = new UsageMeter(context);
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String command = commands.readLine(); command != null; command = commands.readLine()) {
			logger.info(COLLECT.equals(command) ? meter.measureLiveHeap() : meter.measure());
		}
	}

}
