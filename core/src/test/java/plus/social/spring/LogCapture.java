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

package plus.social.spring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;

/**
 * Captures what one logger, and all below it, are told while it is open.
 */
public final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final Logger target;

	private final Level previousLevel;

	private @Nullable String thread;

	public LogCapture(String name, Level level) {
		ILoggerFactory factory = org.slf4j.LoggerFactory.getILoggerFactory();
		this.target = ((LoggerContext) factory).getLogger(name);
		this.previousLevel = this.target.getLevel();
		this.target.setLevel(level);
		this.target.setAdditive(false);
		setContext((LoggerContext) factory);
		start();
		this.target.addAppender(this);
	}

	/**
	 * Capture only what the calling thread logs: a call that another test has begun in
	 * the background may end at any time.
	 */
	public LogCapture ofThisThread() {
		this.thread = Thread.currentThread().getName();
		return this;
	}

	@Override
	protected void append(ILoggingEvent event) {
		event.prepareForDeferredProcessing();
		if (this.thread != null && !this.thread.equals(event.getThreadName())) {
			return;
		}
		this.events.add(event);
		synchronized (this.events) {
			this.events.notifyAll();
		}
	}

	/**
	 * Everything that has been logged, once the text is part of it: what other threads do
	 * may be logged after the call that they did it for has returned.
	 */
	public String awaitEverything(String text) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
		synchronized (this.events) {
			while (!everything().contains(text)) {
				long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
				if (left <= 0) {
					throw new AssertionError("Was never logged: " + text);
				}
				this.events.wait(left);
			}
		}
		return everything();
	}

	public List<String> messages(Level level) {
		return this.events.stream()
			.filter((event) -> event.getLevel() == level)
			.map(ILoggingEvent::getFormattedMessage)
			.toList();
	}

	public String everything() {
		StringBuilder all = new StringBuilder();
		for (ILoggingEvent event : this.events) {
			all.append(event.getFormattedMessage()).append('\n');
			if (event.getThrowableProxy() != null) {
				all.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
			}
		}
		return all.toString();
	}

	@Override
	public void close() {
		this.target.detachAppender(this);
		this.target.setLevel(this.previousLevel);
		this.target.setAdditive(true);
	}

}
