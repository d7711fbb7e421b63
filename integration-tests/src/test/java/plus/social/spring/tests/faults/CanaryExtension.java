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

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails tests in which a secret came out: in a log, however detailed, or on the console.
 * Loggers stay as it sets them until the end of this JVM, which runs nothing else.
 */
class CanaryExtension implements BeforeAllCallback, AfterEachCallback {

	private static final List<String> TRACED = List.of("plus.social", "reactor.netty", "io.netty",
			"org.springframework.security", "io.github.resilience4j");

	@Override
	public void beforeAll(ExtensionContext context) {
		Installation.install();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		assertThat(Canary.takeFound()).as("secrets that came out").isEmpty();
	}

	private static final class Installation {

		// The JDK forgets what was set for a logger that nobody refers to.
		private static final List<Logger> jdkLoggers = Stream
			.of("org.apache.catalina", "org.apache.coyote", "org.apache.tomcat")
			.map(Logger::getLogger)
			.toList();

		static {
			System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
			System.setOut(CanaryStream.of("standard output", System.out));
			System.setErr(CanaryStream.of("standard error", System.err));
			scanLogback();
			jdkLoggers.forEach((logger) -> logger.setLevel(Level.FINEST));
			jdkLoggers.forEach((logger) -> logger.addHandler(new CanaryHandler()));
			jdkLoggers.forEach((logger) -> logger.setUseParentHandlers(false));
		}

		static void install() {
		}

		private static void scanLogback() {
			LoggerContext context = (LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory();
			context.reset();
			CanaryAppender appender = new CanaryAppender();
			appender.setContext(context);
			appender.start();
			context.getLogger("ROOT").addAppender(appender);
			context.getLogger("ROOT").setLevel(ch.qos.logback.classic.Level.DEBUG);
			TRACED.forEach((name) -> context.getLogger(name).setLevel(ch.qos.logback.classic.Level.TRACE));
		}

	}

	private static final class CanaryHandler extends Handler {

		private final SimpleFormatter formatter = new SimpleFormatter();

		@Override
		public void publish(LogRecord event) {
			Canary.scan("log " + event.getLoggerName() + " at " + event.getLevel(), this.formatter.format(event));
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	}

}
