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

package plus.social.spring.boot.autoconfigure.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * {@link MeterBinder} for a registry that may fail, for example because a meter of the
 * application has the same name and other tags. The application starts without the
 * meters.
 */
final class SafeMeterBinder implements MeterBinder {

	private static final Log logger = LogFactory.getLog(SafeMeterBinder.class);

	private final MeterBinder delegate;

	SafeMeterBinder(MeterBinder delegate) {
		this.delegate = delegate;
	}

	// The message of a foreign exception may contain anything.
	@Override
	public void bindTo(MeterRegistry registry) {
		try {
			this.delegate.bindTo(registry);
		}
		catch (RuntimeException ex) {
			logger.warn("Not all meters of Social Plus are registered; logins are not affected. ["
					+ ex.getClass().getName() + "]");
			logger.debug("A meter of Social Plus could not be registered", ex);
		}
	}

}
