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

package plus.social.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import plus.social.spring.client.AdminTokenRenewer;
import plus.social.spring.client.FileAdminTokenProvider;
import plus.social.spring.client.SocialPlusAdminTokenProvider;
import plus.social.spring.client.SocialPlusTokenClient;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Renews the admin token in a file, in the background, once the application is ready.
 */
final class AdminTokenRenewalStarter implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	private final @Nullable AdminTokenRenewer renewer;

	AdminTokenRenewalStarter(SocialPlusAdminTokenProvider adminToken, SocialPlusTokenClient client) {
		this.renewer = (adminToken instanceof FileAdminTokenProvider file) ? new AdminTokenRenewer(file, client) : null;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.renewer != null) {
			this.renewer.start();
		}
	}

	@Override
	public void destroy() {
		if (this.renewer != null) {
			this.renewer.close();
		}
	}

}
