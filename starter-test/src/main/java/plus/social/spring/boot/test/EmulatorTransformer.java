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

package plus.social.spring.boot.test;

import java.time.Duration;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * {@link ResponseDefinitionTransformerV2} that responds with the emulated endpoints or
 * the injected fault.
 */
final class EmulatorTransformer implements ResponseDefinitionTransformerV2 {

	static final String NAME = "social-plus";

	private final ApiRouter router;

	private final FaultInjection faultInjection;

	EmulatorTransformer(ApiRouter router, FaultInjection faultInjection) {
		this.router = router;
		this.faultInjection = faultInjection;
	}

	@Override
	public ResponseDefinition transform(ServeEvent event) {
		Request request = event.getRequest();
		if (WireMockRequests.path(request).equals(WireMockResponses.REDIRECTED_PATH)) {
			return WireMockResponses.likeAToken().build();
		}
		Duration delay = this.faultInjection.delay();
		SocialPlusFault fault = this.faultInjection.next();
		ResponseDefinitionBuilder response = (fault != null) ? WireMockResponses.of(fault, request.getPort())
				: WireMockResponses.answer(this.router.route(WireMockRequests.toApiRequest(request)));
		return (fault != SocialPlusFault.HANG) ? response.withFixedDelay((int) delay.toMillis()).build()
				: response.build();
	}

	@Override
	public boolean applyGlobally() {
		return false;
	}

	@Override
	public String getName() {
		return NAME;
	}

}
