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

package plus.social.spring.benchmarks;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.jspecify.annotations.Nullable;
import plus.social.spring.client.ServerKey;
import plus.social.spring.client.SocialPlusBaseUrl;
import plus.social.spring.client.SocialPlusClientSettings;
import plus.social.spring.client.SocialPlusTokenClient;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The client of the starter and its alternatives, each with at most 64 connections.
 */
final class TokenCallers {

	static final String RAW = "Reactor Netty";

	static final String OURS = "the starter";

	static final String PATH = "/api/v4/authentication/token";

	static final String KEY_HEADER = "x-server-key";

	private static final int MAX_CONNECTIONS = 64;

	private TokenCallers() {
	}

	static Map<String, TokenCaller> create(String baseUrl) {
		URI uri = URI.create(baseUrl + PATH);
		Map<String, TokenCaller> callers = new LinkedHashMap<>();
		callers.put("a socket", new SocketTokenCaller(uri));
		callers.put(RAW, reactorNetty(uri));
		callers.put(OURS, ours(baseUrl));
		callers.put("WebClient", webClient(uri));
		callers.put("RestClient, Apache",
				restClient(uri,
						new HttpComponentsClientHttpRequestFactory(HttpClients.custom()
							.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
								.setMaxConnTotal(MAX_CONNECTIONS)
								.setMaxConnPerRoute(MAX_CONNECTIONS)
								.build())
							.build())));
		callers.put("RestClient, Reactor", restClient(uri, new ReactorClientHttpRequestFactory(nettyClient("rest"))));
		callers.put("RestClient, JDK", restClient(uri, new JdkClientHttpRequestFactory()));
		return callers;
	}

	static String body(String userId) {
		return "{\"userId\":\"" + userId + "\"}";
	}

	private static HttpClient nettyClient(String name) {
		return HttpClient.create(ConnectionProvider.create(name, MAX_CONNECTIONS));
	}

	private static TokenCaller reactorNetty(URI uri) {
		HttpClient client = nettyClient("raw").headers((headers) -> headers.set(KEY_HEADER, SocialPlusServer.SERVER_KEY)
			.set("Content-Type", "application/json")
			.set("Accept", "text/plain"));
		return (userId) -> block(() -> client.post()
			.uri(uri)
			.send(ByteBufFlux.fromString(Mono.just(body(userId))))
			.responseSingle((response, content) -> content.asString()));
	}

	private static TokenCaller ours(String baseUrl) {
		ServerKey key = ServerKey.of(SocialPlusServer.SERVER_KEY);
		SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusBaseUrl.of(baseUrl), () -> List.of(key),
				SocialPlusClientSettings.defaults(), Clock.systemUTC());
		SocialPlusTokenService service = SocialPlusTokenService.blocking(client);
		return new TokenCaller() {

			@Override
			public String request(String userId) {
				return service.issueToken(SocialPlusUser.of(userId)).getTokenValue();
			}

			@Override
			public void close() {
				client.close();
			}

		};
	}

	private static TokenCaller webClient(URI uri) {
		WebClient client = WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(nettyClient("web")))
			.defaultHeader(KEY_HEADER, SocialPlusServer.SERVER_KEY)
			.build();
		return (userId) -> block(() -> client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.TEXT_PLAIN)
			.bodyValue(body(userId))
			.retrieve()
			.bodyToMono(String.class));
	}

	private static TokenCaller restClient(URI uri, ClientHttpRequestFactory factory) {
		RestClient client = RestClient.builder()
			.requestFactory(factory)
			.defaultHeader(KEY_HEADER, SocialPlusServer.SERVER_KEY)
			.build();
		return (userId) -> present(client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.TEXT_PLAIN)
			.body(body(userId))
			.retrieve()
			.body(String.class));
	}

	private static String block(Supplier<Mono<String>> call) {
		return present(call.get().block());
	}

	private static String present(@Nullable String token) {
		if (token == null) {
			throw new IllegalStateException("No token");
		}
		return token;
	}

}
