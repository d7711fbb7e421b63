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
 * Lets a connection count as connected when it is ready for a request: after the
 * handshakes with a proxy and of TLS. Until then it is the pool's, so that it survives
 * the call that it was begun for, and is there for the next one.
 * <p>
 * It belongs behind the handlers that make the handshakes.
 */
final class ReadyConnectionHandler extends ChannelDuplexHandler {

	private final ConnectionPermits permits;

	private final Duration patience;

	private @Nullable ChannelPromise promise;

	private boolean made;

	/**
	 * Create a handler.
	 * @param permits told when the connection is ready
	 * @param patience how long others that are to be made wait for it
	 */
	ReadyConnectionHandler(ConnectionPermits permits, Duration patience) {
		this.permits = permits;
		this.patience = patience;
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
		context.executor().schedule(() -> made(context), this.patience.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void made(ChannelHandlerContext context) {
		if (!this.made && context.channel().isOpen()) {
			this.made = true;
			this.permits.made();
			context.channel().closeFuture().addListener((closed) -> this.permits.closed());
		}
	}

	// A handler of TLS fires this once its handshake has succeeded.
	@Override
	public void channelActive(ChannelHandlerContext context) throws Exception {
		ready(context);
		super.channelActive(context);
	}

	// The pool's next subscriber is told what went wrong, as without this handler.
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
			made(context);
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
