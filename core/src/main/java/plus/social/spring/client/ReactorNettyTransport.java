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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;

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

	private static final Log logger = LogFactory.getLog(ReactorNettyTransport.class);

	private final ConnectionProvider connections;

	private final LoopResources loops;

	private final HttpClient client;

	private final AtomicBoolean closed = new AtomicBoolean();

	ReactorNettyTransport(SocialPlusClientSettings settings) {
		this.connections = ConnectionProvider.builder("socialplus")
			.maxConnections(settings.maxConnections())
			.pendingAcquireMaxCount(-1)
			.pendingAcquireTimeout(settings.callTimeout())
			.maxIdleTime(MAX_IDLE_TIME)
			.evictInBackground(MAX_IDLE_TIME)
			.build();
		this.loops = LoopResources.create("socialplus", 1, true);
		this.client = HttpClient.create(this.connections)
			.runOn(this.loops)
			.protocol(HttpProtocol.HTTP11)
			.secure()
			.followRedirect(false)
			.disableRetry(true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.connectTimeout().toMillis()));
	}

	@Override
	public Mono<HttpAnswer> send(HttpCall call) {
		return this.client.headers((headers) -> call.getHeaders().forEach(headers::set))
			.post()
			.uri(call.getUri())
			.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(call.getBody())))
			.response(ReactorNettyTransport::read)
			.single();
	}

	private static Publisher<HttpAnswer> read(HttpClientResponse response, ByteBufFlux content) {
		int status = response.status().code();
		String contentType = response.responseHeaders().get("Content-Type");
		return DataBufferUtils
			.join(content.asByteArray().map(DefaultDataBufferFactory.sharedInstance::wrap), MAX_BODY_SIZE)
			.map(ReactorNettyTransport::toByteArray)
			.defaultIfEmpty(new byte[0])
			.map((body) -> new HttpAnswer(status, contentType, body));
	}

	private static byte[] toByteArray(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		return bytes;
	}

	@Override
	public void warmUp() {
		try (LoopbackServer server = new LoopbackServer()) {
			this.client.warmup().block(WARM_UP_TIMEOUT);
			warmUpTls();
			send(new HttpCall(server.getUri(), Map.of(), "{}".getBytes(StandardCharsets.UTF_8))).block(WARM_UP_TIMEOUT);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Could not warm up: the first call will be slower", ex);
		}
	}

	// Makes the first message of a handshake, which loads most of what the rest needs.
	private void warmUpTls() throws SSLException {
		SslProvider sslProvider = this.client.configuration().sslProvider();
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

}
