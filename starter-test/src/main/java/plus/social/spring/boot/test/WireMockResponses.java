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

import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;

/**
 * Converts responses and faults to WireMock responses.
 */
final class WireMockResponses {

	/**
	 * Target of {@link SocialPlusFault#REDIRECT}.
	 */
	static final String REDIRECTED_PATH = "/redirected";

	private static final int HANG_MILLIS = 60_000;

	private static final String LIKE_A_TOKEN = "x".repeat(AuthTokens.LENGTH);

	private WireMockResponses() {
	}

	static ResponseDefinitionBuilder of(SocialPlusFault fault, int port) {
		return switch (fault) {
			case INTERNAL_SERVER_ERROR -> answer(ApiResponse.error(ApiError.UNEXPECTED));
			case BAD_GATEWAY -> html(502);
			case SERVICE_UNAVAILABLE -> html(503);
			case GATEWAY_TIMEOUT -> html(504);
			case UNAUTHORIZED -> text(401, "Unauthorized");
			case FORBIDDEN -> answer(ApiResponse.error(ApiError.FORBIDDEN));
			case VALIDATION_FAILED -> answer(ApiResponse.error(ApiError.VALIDATION));
			case QUOTA_EXCEEDED -> answer(ApiResponse.error(ApiError.QUOTA_EXCEEDED));
			case RATE_LIMITED -> answer(ApiResponse.error(ApiError.RATE_LIMITED)).withHeader("Retry-After",
					String.valueOf(SocialPlusFault.RETRY_AFTER.toSeconds()));
			case REDIRECT -> text(307, "").withHeader("Location", "http://localhost:" + port + REDIRECTED_PATH);
			case HTML -> html(200);
			case JSON -> answer(ApiResponse.json(200, Map.of("token", LIKE_A_TOKEN)));
			case EMPTY_BODY -> text(200, "");
			case OVERLONG_TOKEN -> text(200, "x".repeat(101));
			case QUOTED_TOKEN -> text(200, "\"" + LIKE_A_TOKEN + "\"");
			case PADDED_TOKEN -> text(200, " " + LIKE_A_TOKEN + "\n");
			case OVERSIZED_BODY -> text(200, "x".repeat(8192));
			case CONNECTION_RESET -> broken(Fault.CONNECTION_RESET_BY_PEER);
			case CONNECTION_CLOSED -> broken(Fault.EMPTY_RESPONSE);
			case GARBAGE -> broken(Fault.MALFORMED_RESPONSE_CHUNK);
			case DRIP -> likeAToken().withChunkedDribbleDelay(AuthTokens.LENGTH, AuthTokens.LENGTH * 1000);
			case HANG -> likeAToken().withFixedDelay(HANG_MILLIS);
		};
	}

	static ResponseDefinitionBuilder likeAToken() {
		return text(200, LIKE_A_TOKEN);
	}

	static ResponseDefinitionBuilder answer(ApiResponse answer) {
		ResponseDefinitionBuilder response = ResponseDefinitionBuilder.responseDefinition()
			.withStatus(answer.status())
			.withBody(answer.body());
		answer.headers().forEach(response::withHeader);
		return response;
	}

	private static ResponseDefinitionBuilder text(int status, String body) {
		return answer(ApiResponse.text(status, body));
	}

	private static ResponseDefinitionBuilder html(int status) {
		return ResponseDefinitionBuilder.responseDefinition()
			.withStatus(status)
			.withHeader("Content-Type", "text/html")
			.withBody("<html><body><h1>" + status + "</h1></body></html>");
	}

	private static ResponseDefinitionBuilder broken(Fault fault) {
		return ResponseDefinitionBuilder.responseDefinition().withFault(fault);
	}

}
