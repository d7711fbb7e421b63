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

import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * Handler that completes a connect only when the connection is ready for a request: after
 * the handshakes of a proxy and TLS. Until then, the connection belongs to the pool, so
 * that it survives its call and serves the next one.
 * <p>
 * Must be placed behind the handlers of these handshakes.
 */
final class ReadyConnectionHandler extends ChannelDuplexHandler {

	private final ConnectionPermits permits;

	private final Duration maxConnectTime;

	private @Nullable ChannelPromise promise;

	private boolean established;

	/**
	 * Create a handler.
	 * @param permits the permits, notified when the connection is ready
	 * @param maxConnectTime how long the establishment of other connections waits for
	 * this one
	 */
	ReadyConnectionHandler(ConnectionPermits permits, Duration maxConnectTime) {
		this.permits = permits;
		this.maxConnectTime = maxConnectTime;
	}

	@Override
	public void connect(ChannelHandlerContext context, SocketAddress remoteAddress, SocketAddress localAddress,
			ChannelPromise promise) {
		this.promise = promise;
		ChannelPromise connected = context.newPromise();
		connected.addListener((result) -> {
			if (!result.isSuccess()) {
				promise.tryFailure(result.cause());
			}
		});
		context.connect(remoteAddress, localAddress, connected);
		context.executor().schedule(() -> established(context), this.maxConnectTime.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void established(ChannelHandlerContext context) {
		if (!this.established && context.channel().isOpen()) {
			this.established = true;
			this.permits.established();
			context.channel().closeFuture().addListener((closed) -> this.permits.closed());
		}
	}

	// Fired by the TLS handler once its handshake has succeeded.
	@Override
	public void channelActive(ChannelHandlerContext context) throws Exception {
		ready(context);
		super.channelActive(context);
	}

	// Passes the cause to the pool's next subscriber, as without this handler.
	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
		if (context.channel().isActive()) {
			ready(context);
		}
		else {
			failed(cause);
		}
		super.exceptionCaught(context, cause);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		failed(new ClosedChannelException());
		super.channelInactive(context);
	}

	private void ready(ChannelHandlerContext context) {
		ChannelPromise promise = this.promise;
		if (promise != null && !promise.isDone()) {
			established(context);
			promise.trySuccess();
		}
	}

	private void failed(Throwable cause) {
		ChannelPromise promise = this.promise;
		if (promise != null) {
			promise.tryFailure(cause);
		}
	}

}
