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

package plus.social.spring.web.reactive;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebSession;

/**
 * Exchange that reports the first access to the session. Without an access there was no
 * login, and the session is not loaded from its store.
 */
final class SessionTrackingExchange extends ServerWebExchangeDecorator {

	private final AtomicBoolean used = new AtomicBoolean();

	private final Consumer<WebSession> atFirstUse;

	SessionTrackingExchange(ServerWebExchange delegate, Consumer<WebSession> atFirstUse) {
		super(delegate);
		this.atFirstUse = atFirstUse;
	}

	@Override
	public Mono<WebSession> getSession() {
		return this.used.get() ? super.getSession() : super.getSession().doOnNext((session) -> {
			if (this.used.compareAndSet(false, true)) {
				this.atFirstUse.accept(session);
			}
		});
	}

}
