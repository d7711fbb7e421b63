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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

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
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;
import reactor.netty.transport.ProxyProvider;

import org.springframework.core.io.buffer.DataBufferLimitException;

/**
 * {@link HttpTransport} on Reactor Netty's HTTP client. It follows no redirects, requests
 * no compression and uses HTTP/1.1 only. It has its own pool, event loop and handshake
 * threads, which it releases when it is closed.
 */
final class ReactorNettyTransport implements HttpTransport {

	/**
	 * Maximum idle time of a connection that is reused: common load balancers close idle
	 * ones after 60 seconds, and a token call must not race with that.
	 */
	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	/**
	 * Maximum time for a handshake. It continues after the timeout of its call and may
	 * take longer, so that the work of a machine that has just started or is busy is not
	 * wasted.
	 */
	private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Time after which an idle handshake thread ends.
	 */
	private static final Duration HANDSHAKE_THREADS_IDLE = Duration.ofSeconds(10);

	private static final Duration WARM_UP_TIMEOUT = Duration.ofSeconds(5);

	private static final byte[] WARM_UP_BODY = "{}".getBytes(StandardCharsets.US_ASCII);

	private static final AttributeKey<Boolean> USED = AttributeKey.valueOf(ReactorNettyTransport.class, "used");

	private static final Log logger = LogFactory.getLog(ReactorNettyTransport.class);

	private final SocialPlusClientSettings settings;

	private final SslContext sslContext;

	private final ConnectionProvider connections;

	private final LoopResources loops;

	private final ThreadPoolExecutor handshakes = createHandshakeThreads();

	private final HttpClient direct;

	private final HttpClient client;

	private volatile @Nullable Target lastTarget;

	private final AtomicBoolean closed = new AtomicBoolean();

	ReactorNettyTransport(SocialPlusClientSettings settings, SocialPlusTls tls) {
		this.settings = settings;
		this.sslContext = new OffloadingSslContext(createSslContext(tls), this.handshakes);
		ConnectionPermits permits = new ConnectionPermits(settings.maxConnections());
		this.connections = createConnections(permits);
		this.loops = new NioLoopResources("socialplus", 1);
		HttpClient plain = HttpClient.create(this.connections);
		this.direct = configure(plain, permits);
		// The proxy first, so that it resolves the host name.
		this.client = configure(withProxy(plain, settings), permits);
	}

	private ConnectionProvider createConnections(ConnectionPermits permits) {
		return new CancellableConnectionProvider(ConnectionProvider.builder("socialplus")
			.maxConnections(permits.permitMaximum())
			.allocationStrategy(permits)
			.pendingAcquireMaxCount(-1)
			.pendingAcquireTimeout(acquireTimeout(this.settings))
			.maxIdleTime(MAX_IDLE_TIME)
			.evictInBackground(MAX_IDLE_TIME)
			.build());
	}

	private HttpClient configure(HttpClient client, ConnectionPermits permits) {
		Duration maxConnectTime = this.settings.callTimeout();
		// HTTP/1.1 is the default. Setting it explicitly, and other variants of secure(),
		// look for the native library of HTTP/3.
		return client.runOn(this.loops)
			.doOnChannelInit((observer, channel, address) -> channel.pipeline()
				.addBefore(NettyPipeline.ReactiveBridge, ReadyConnectionHandler.class.getName(),
						new ReadyConnectionHandler(permits, maxConnectTime)))
			.secure(SslProvider.builder().sslContext(this.sslContext).handshakeTimeout(HANDSHAKE_TIMEOUT).build())
			.followRedirect(false)
			.disableRetry(true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(this.settings.connectTimeout().toMillis()));
	}

	private static ThreadPoolExecutor createHandshakeThreads() {
		AtomicInteger number = new AtomicInteger();
		ThreadPoolExecutor executor = new ThreadPoolExecutor(ConnectionPermits.MAX_CONNECTING,
				ConnectionPermits.MAX_CONNECTING, HANDSHAKE_THREADS_IDLE.toMillis(), TimeUnit.MILLISECONDS,
				new LinkedBlockingQueue<>(), (task) -> {
					Thread thread = new Thread(task, "socialplus-tls-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	// A little less than the call timeout, so that a call that has only waited for a
	// connection fails with that reason.
	private static Duration acquireTimeout(SocialPlusClientSettings settings) {
		return settings.callTimeout().multipliedBy(9).dividedBy(10);
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
			throw new IllegalStateException("Failed to set up TLS", ex);
		}
	}

	@Override
	public Mono<HttpResponse> send(HttpRequest request, Runnable onSent) {
		return Mono.defer(() -> {
			Exchange exchange = new Exchange(request, onSent);
			Sinks.Empty<Void> cancelled = Sinks.empty();
			return target(request).send(exchange::send)
				.response(exchange::read)
				.single()
				.onErrorMap(exchange::translate)
				.contextWrite((context) -> CancellableConnectionProvider.cancelWhen(context, cancelled.asMono()))
				.doOnCancel(cancelled::tryEmitEmpty);
		});
	}

	// Each method and URL needs two copies of the client, and nearly all requests have
	// the
	// same: they are for tokens.
	private HttpClient.RequestSender target(HttpRequest request) {
		Target last = this.lastTarget;
		if (last == null || !last.isOf(request)) {
			last = new Target(request.getMethod(), request.getUri(),
					clientFor(request.getUri()).request(HttpMethod.valueOf(request.getMethod())).uri(request.getUri()));
			this.lastTarget = last;
		}
		return last.sender();
	}

	// Without TLS, the host is this machine: a proxy would see the server key.
	private HttpClient clientFor(URI uri) {
		return "https".equalsIgnoreCase(uri.getScheme()) ? this.client : this.direct;
	}

	@Override
	public void warmUp() {
		ConnectionPermits permits = new ConnectionPermits(1);
		ConnectionProvider own = createConnections(permits);
		try (LoopbackServer server = new LoopbackServer()) {
			HttpClient client = configure(HttpClient.create(own), permits);
			client.warmup().block(WARM_UP_TIMEOUT);
			warmUpTls();
			Exchange exchange = new Exchange(new HttpRequest(server.getUri(), Map.of(), WARM_UP_BODY), () -> {
			});
			client.post().uri(server.getUri()).send(exchange::send).response(exchange::read).blockLast(WARM_UP_TIMEOUT);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Failed to warm up; the first call will be slower", ex);
		}
		finally {
			own.dispose();
		}
	}

	// Creates the first message of a handshake, which loads most classes of the rest.
	private void warmUpTls() throws SSLException {
		SSLEngine engine = this.sslContext.newEngine(UnpooledByteBufAllocator.DEFAULT);
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
			this.handshakes.shutdown();
		}
	}

	/**
	 * The client for a method and a URL.
	 *
	 * @param method the method
	 * @param uri the URL
	 * @param sender the client
	 */
	private record Target(String method, URI uri, HttpClient.RequestSender sender) {

		boolean isOf(HttpRequest request) {
			return this.uri.equals(request.getUri()) && this.method.equals(request.getMethod());
		}

	}

	/**
	 * The state of one exchange.
	 */
	private static final class Exchange {

		private final HttpRequest request;

		private final Runnable onSent;

		private boolean reused;

		private boolean responded;

		Exchange(HttpRequest request, Runnable onSent) {
			this.request = request;
			this.onSent = onSent;
		}

		// To set the headers on the client would copy the client for each call.
		Publisher<Void> send(HttpClientRequest sent, NettyOutbound outbound) {
			outbound.withConnection(this::begin);
			this.request.getHeaders().forEach(sent.requestHeaders()::set);
			byte[] body = this.request.getBody();
			return (body.length == 0) ? Mono.empty()
					: outbound.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)));
		}

		private void begin(Connection connection) {
			this.onSent.run();
			this.reused = Boolean.TRUE.equals(connection.channel().attr(USED).getAndSet(true));
		}

		Publisher<HttpResponse> read(HttpClientResponse response, ByteBufFlux content) {
			this.responded = true;
			HttpHeaders headers = response.responseHeaders();
			boolean verbatim = !headers.contains(HttpHeaderNames.CONTENT_ENCODING)
					&& (headers.contains(HttpHeaderNames.CONTENT_LENGTH)
							|| headers.contains(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED, true));
			return content.asByteArray()
				.collect(ByteArrayOutputStream::new, this::append)
				.map((body) -> new HttpResponse(response.status().code(), headers.get(HttpHeaderNames.CONTENT_TYPE),
						headers.get(HttpHeaderNames.RETRY_AFTER), verbatim, body.toByteArray()));
		}

		private void append(ByteArrayOutputStream body, byte[] part) {
			if (part.length > this.request.getMaxResponseSize() - body.size()) {
				throw new DataBufferLimitException("The response is too large");
			}
			body.writeBytes(part);
		}

		Throwable translate(Throwable failure) {
			if (failure instanceof TimeoutException) {
				// From the pool, as nothing else here has a timeout.
				return new NoFreeConnectionException();
			}
			boolean stale = this.reused && !this.responded && failure instanceof IOException
					&& !(failure instanceof SSLException);
			return stale ? new StaleConnectionException(failure) : failure;
		}

	}

}
