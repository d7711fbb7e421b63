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

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import io.netty.handler.ssl.SslContext;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
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

	/**
	 * Create the clients.
	 * @param baseUrl the URL of the server
	 * @param tls the certificates for mTLS, or {@code null} for none
	 * @return the clients by name
	 */
	static Map<String, TokenCaller> create(String baseUrl, @Nullable MutualTls tls)
			throws GeneralSecurityException, IOException {
		URI uri = URI.create(baseUrl + PATH);
		SSLContext context = (tls != null) ? tls.forJdkClient() : null;
		Map<String, TokenCaller> callers = new LinkedHashMap<>();
		callers.put("a socket", new SocketTokenCaller(uri,
				(context != null) ? context.getSocketFactory() : SocketFactory.getDefault()));
		callers.put(RAW, reactorNetty(uri, nettyClient("raw", tls)));
		callers.put(OURS, ours(baseUrl, tls));
		callers.put("WebClient", webClient(uri, nettyClient("web", tls)));
		callers.put("RestClient, Apache",
				restClient(uri, new HttpComponentsClientHttpRequestFactory(apacheClient(context))));
		callers.put("RestClient, Reactor",
				restClient(uri, new ReactorClientHttpRequestFactory(nettyClient("rest", tls))));
		callers.put("RestClient, JDK", restClient(uri, new JdkClientHttpRequestFactory(jdkClient(context))));
		return callers;
	}

	static String body(String userId) {
		return "{\"userId\":\"" + userId + "\"}";
	}

	private static HttpClient nettyClient(String name, @Nullable MutualTls tls) throws SSLException {
		HttpClient client = HttpClient.create(ConnectionProvider.create(name, MAX_CONNECTIONS));
		if (tls == null) {
			return client;
		}
		SslContext context = tls.forClient();
		return client.secure((spec) -> spec.sslContext(context));
	}

	private static org.apache.hc.client5.http.classic.HttpClient apacheClient(@Nullable SSLContext context) {
		PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
			.setMaxConnTotal(MAX_CONNECTIONS)
			.setMaxConnPerRoute(MAX_CONNECTIONS);
		if (context != null) {
			connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(context));
		}
		// Otherwise a connection with a client certificate belongs to it and is not
		// reused.
		return HttpClients.custom().setConnectionManager(connections.build()).disableConnectionState().build();
	}

	private static java.net.http.HttpClient jdkClient(@Nullable SSLContext context) {
		java.net.http.HttpClient.Builder client = java.net.http.HttpClient.newBuilder();
		return ((context != null) ? client.sslContext(context) : client).build();
	}

	private static TokenCaller reactorNetty(URI uri, HttpClient connected) {
		HttpClient client = connected.headers((headers) -> headers.set(KEY_HEADER, SocialPlusServer.SERVER_KEY)
			.set("Content-Type", "application/json")
			.set("Accept", "text/plain"));
		return (userId) -> block(() -> client.post()
			.uri(uri)
			.send(ByteBufFlux.fromString(Mono.just(body(userId))))
			.responseSingle((response, content) -> content.asString()));
	}

	private static TokenCaller ours(String baseUrl, @Nullable MutualTls tls) throws GeneralSecurityException {
		ServerKey key = ServerKey.of(SocialPlusServer.SERVER_KEY);
		SocialPlusTokenClient client = new SocialPlusTokenClient(SocialPlusBaseUrl.of(baseUrl), () -> List.of(key),
				SocialPlusClientSettings.defaults(), Clock.systemUTC());
		if (tls != null) {
			client.setTls(tls.forStarter());
		}
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

	private static TokenCaller webClient(URI uri, HttpClient connected) {
		WebClient client = WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(connected))
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
