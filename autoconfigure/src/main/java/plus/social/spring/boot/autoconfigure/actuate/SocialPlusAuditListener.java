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

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import plus.social.spring.event.SocialPlusTokenAttachedEvent;
import plus.social.spring.event.SocialPlusTokenEvent;
import plus.social.spring.event.SocialPlusTokenUnavailableEvent;
import plus.social.spring.log.LogThrottle;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Publishes events about tokens as audit events. It comes before the application's
 * listeners, so that none of them keeps an event from the audit, and a repository that
 * fails keeps none from them.
 */
final class SocialPlusAuditListener implements ApplicationListener<SocialPlusTokenEvent>, Ordered {

	/**
	 * Type of the audit event for a token that Social Plus has issued.
	 */
	static final String TOKEN_ISSUED = "SOCIALPLUS_TOKEN_ISSUED";

	/**
	 * Type of the audit event for a token that was attached to a session.
	 */
	static final String TOKEN_ATTACHED = "SOCIALPLUS_TOKEN_ATTACHED";

	/**
	 * Type of the audit event for a login without a token.
	 */
	static final String TOKEN_UNAVAILABLE = "SOCIALPLUS_TOKEN_UNAVAILABLE";

	private static final Log logger = LogFactory.getLog(SocialPlusAuditListener.class);

	private final ApplicationEventPublisher eventPublisher;

	private final LogThrottle warnings = LogThrottle.once(1);

	SocialPlusAuditListener(ApplicationEventPublisher eventPublisher) {
		this.eventPublisher = eventPublisher;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(SocialPlusTokenEvent event) {
		try {
			this.eventPublisher.publishEvent(new AuditApplicationEvent(toAuditEvent(event)));
		}
		catch (RuntimeException ex) {
			report(ex);
		}
	}

	private static AuditEvent toAuditEvent(SocialPlusTokenEvent event) {
		Instant time = event.getTime();
		Map<String, Object> data = new LinkedHashMap<>();
		if (event.getMechanism() != null) {
			data.put("mechanism", event.getMechanism());
		}
		if (event instanceof SocialPlusTokenUnavailableEvent unavailable) {
			data.put("reason", unavailable.getReason().name());
			return new AuditEvent(time, event.getUserId(), TOKEN_UNAVAILABLE, data);
		}
		if (event instanceof SocialPlusTokenAttachedEvent attached) {
			data.put("late", attached.isLate());
			return new AuditEvent(time, event.getUserId(), TOKEN_ATTACHED, data);
		}
		return new AuditEvent(time, event.getUserId(), TOKEN_ISSUED, data);
	}

	// The message of a foreign exception may contain anything.
	private void report(RuntimeException failure) {
		if (this.warnings.tryAcquire("audit")) {
			logger.warn("Events about Social Plus tokens cannot be audited; logins are not affected. ["
					+ failure.getClass().getName() + "] Further failures are logged at debug level only.");
		}
		logger.debug("An event about a Social Plus token could not be audited", failure);
	}

}
