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

package plus.social.spring.web.servlet;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Goes on with an asynchronous request, once: when there is a result, or when it takes
 * too long.
 */
final class SingleDispatch implements AsyncListener, Runnable {

	private final AsyncContext context;

	private final AtomicBoolean over = new AtomicBoolean();

	SingleDispatch(AsyncContext context) {
		this.context = context;
	}

	@Override
	public void run() {
		if (this.over.compareAndSet(false, true)) {
			this.context.dispatch();
		}
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		run();
	}

	@Override
	public void onError(AsyncEvent event) {
		this.over.set(true);
	}

	@Override
	public void onComplete(AsyncEvent event) {
		this.over.set(true);
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// Nothing starts it again.
	}

}
