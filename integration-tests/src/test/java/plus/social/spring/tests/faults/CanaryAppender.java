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

import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/**
 * Looks for secrets in everything that an event of a log could be written with.
 */
final class CanaryAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

	@Override
	protected void append(ILoggingEvent event) {
		String place = "log " + event.getLoggerName() + " at " + event.getLevel();
		Canary.scan(place, event.getFormattedMessage());
		if (event.getArgumentArray() != null) {
			for (Object argument : event.getArgumentArray()) {
				Canary.scan(place + ", argument", String.valueOf(argument));
			}
		}
		for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
			Canary.scan(place + ", MDC " + entry.getKey(), entry.getValue());
		}
		if (event.getKeyValuePairs() != null) {
			event.getKeyValuePairs().forEach((pair) -> Canary.scan(place + ", key and value", pair.toString()));
		}
		if (event.getThrowableProxy() != null) {
			Canary.scan(place + ", exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
		}
	}

}
