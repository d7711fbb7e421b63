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

package plus.social.spring.client;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;
import reactor.netty.transport.ProxyProvider;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.util.Assert;

/**
 * An {@link HttpTransport} on Reactor Netty's client, used directly. It follows no
 * redirect, asks for no compression, speaks HTTP/1.1 only and has a pool and an event
 * loop of its own, all of which are released when it is closed.
 */
final class ReactorNettyTransport implements HttpTransport {

	/**
	 * A connection idle for longer is not used again: common load balancers close idle
	 * ones after 60 seconds, and a token call is not to race with that.
	 */
	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	private static final Duration WARM_UP_TIMEOUT = Duration.ofSeconds(5);

	private static final AttributeKey<Boolean> USED = AttributeKey.valueOf(ReactorNettyTransport.class, "used");

	private static final Log logger = LogFactory.getLog(ReactorNettyTransport.class);

	private final ConnectionProvider connections;

	private final LoopResources loops;

	private final HttpClient direct;

	private final HttpClient client;

	private final AtomicBoolean closed = new AtomicBoolean();

	ReactorNettyTransport(SocialPlusClientSettings settings, SocialPlusTls tls) {
		SslContext sslContext = createSslContext(tls);
		this.connections = ConnectionProvider.builder("socialplus")
			.maxConnections(settings.maxConnections())
			.pendingAcquireMaxCount(-1)
			.pendingAcquireTimeout(acquireTimeout(settings))
			.maxIdleTime(MAX_IDLE_TIME)
			.evictInBackground(MAX_IDLE_TIME)
			.build();
		this.loops = new NioLoopResources("socialplus", 1);
		HttpClient plain = HttpClient.create(this.connections);
		this.direct = configure(plain, sslContext, settings);
		// The proxy first: with one, the name of the host is left for it to resolve.
		this.client = configure(withProxy(plain, settings), sslContext, settings);
	}

	private HttpClient configure(HttpClient client, SslContext sslContext, SocialPlusClientSettings settings) {
		// HTTP/1.1 is the default. Naming it, and the other ways to secure, look for the
		// native library of HTTP/3.
		return client.runOn(this.loops)
			.secure(SslProvider.builder().sslContext(sslContext).build())
			.followRedirect(false)
			.disableRetry(true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.connectTimeout().toMillis()));
	}

	// Who waits longer for a connection has no time left for a whole attempt.
	private static Duration acquireTimeout(SocialPlusClientSettings settings) {
		Duration beforeTheLastAttempt = settings.callTimeout().minus(settings.attemptTimeout());
		return (beforeTheLastAttempt.toMillis() > 0) ? beforeTheLastAttempt : settings.callTimeout();
	}

	private static HttpClient withProxy(HttpClient client, SocialPlusClientSettings settings) {
		SocialPlusProxy proxy = settings.proxy();
		return (proxy != null) ? client.proxy((spec) -> configure(spec, proxy, settings.connectTimeout()))
				: JvmProxy.applyTo(client, settings.connectTimeout());
	}

	private static void configure(ProxyProvider.TypeSpec spec, SocialPlusProxy proxy, Duration connectTimeout) {
		ProxyProvider.Builder builder = spec.type(ProxyProvider.Proxy.HTTP)
			.host(proxy.getHost())
			.port(proxy.getPort())
			.connectTimeoutMillis(connectTimeout.toMillis());
		String password = proxy.getPassword();
		if (proxy.getUsername() != null && password != null) {
			builder.username(proxy.getUsername()).password((username) -> password);
		}
	}

	private static SslContext createSslContext(SocialPlusTls tls) {
		SslContextBuilder builder = SslContextBuilder.forClient()
			.sslProvider(io.netty.handler.ssl.SslProvider.JDK)
			.keyManager(tls.getKeyManagerFactory())
			.trustManager(tls.getTrustManagerFactory())
			.endpointIdentificationAlgorithm("HTTPS");
		if (!tls.getCiphers().isEmpty()) {
			builder.ciphers(tls.getCiphers());
		}
		if (!tls.getProtocols().isEmpty()) {
			builder.protocols(tls.getProtocols());
		}
		try {
			return builder.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException("TLS cannot be set up", ex);
		}
	}

	@Override
	public Mono<HttpAnswer> send(HttpCall call) {
		return Mono.defer(() -> {
			Exchange exchange = new Exchange(call.getMaxAnswerSize());
			HttpClient.RequestSender request = clientFor(call.getUri())
				.headers((headers) -> call.getHeaders().forEach(headers::set))
				.doOnRequest((sent, connection) -> exchange.begin(connection))
				.request(HttpMethod.valueOf(call.getMethod()))
				.uri(call.getUri());
			return withBody(request, call.getBody()).response(exchange::read).single().onErrorMap(exchange::translate);
		});
	}

	private static HttpClient.ResponseReceiver<?> withBody(HttpClient.RequestSender request, byte[] body) {
		return (body.length == 0) ? request : request.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)));
	}

	// What has no TLS is this machine's: a proxy would see the server key.
	private HttpClient clientFor(URI uri) {
		return "https".equalsIgnoreCase(uri.getScheme()) ? this.client : this.direct;
	}

	private static byte[] toByteArray(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		return bytes;
	}

	@Override
	public void warmUp() {
		try (LoopbackServer server = new LoopbackServer()) {
			this.direct.warmup().block(WARM_UP_TIMEOUT);
			warmUpTls();
			this.direct.post()
				.uri(server.getUri())
				.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer("{}".getBytes(StandardCharsets.UTF_8))))
				.response(new Exchange(MAX_BODY_SIZE)::read)
				.blockLast(WARM_UP_TIMEOUT);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Could not warm up: the first call will be slower", ex);
		}
	}

	// Makes the first message of a handshake, which loads most of what the rest needs.
	private void warmUpTls() throws SSLException {
		SslProvider sslProvider = this.direct.configuration().sslProvider();
		Assert.state(sslProvider != null, "The client knows no TLS");
		SSLEngine engine = sslProvider.getSslContext().newEngine(UnpooledByteBufAllocator.DEFAULT);
		try {
			engine.beginHandshake();
			engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
		}
		finally {
			ReferenceCountUtil.release(engine);
		}
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.connections.dispose();
			this.loops.dispose();
		}
	}

	/**
	 * What is known of one exchange.
	 */
	private static final class Exchange {

		private final int maxAnswerSize;

		private boolean reused;

		private boolean answered;

		Exchange(int maxAnswerSize) {
			this.maxAnswerSize = maxAnswerSize;
		}

		void begin(Connection connection) {
			this.reused = Boolean.TRUE.equals(connection.channel().attr(USED).getAndSet(true));
		}

		Publisher<HttpAnswer> read(HttpClientResponse response, ByteBufFlux content) {
			this.answered = true;
			HttpHeaders headers = response.responseHeaders();
			boolean verbatim = !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
					&& (headers.contains(HttpHeaderNames.CONTENT_LENGTH)
							|| headers.contains(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED, true));
			return DataBufferUtils
				.join(content.asByteArray().map(DefaultDataBufferFactory.sharedInstance::wrap), this.maxAnswerSize)
				.map(ReactorNettyTransport::toByteArray)
				.defaultIfEmpty(new byte[0])
				.map((body) -> new HttpAnswer(response.status().code(), headers.get(HttpHeaderNames.CONTENT_TYPE),
						headers.get(HttpHeaderNames.RETRY_AFTER), verbatim, body));
		}

		Throwable translate(Throwable failure) {
			if (failure instanceof TimeoutException) {
				// The pool's, as nothing else here measures time.
				return new NoFreeConnectionException();
			}
			boolean stale = this.reused && !this.answered && failure instanceof IOException
					&& !(failure instanceof SSLException);
			return stale ? new StaleConnectionException(failure) : failure;
		}

	}

}
