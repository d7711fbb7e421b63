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
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.netty.resolver.AddressResolverGroup;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.TransportConfig;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * {@link ConnectionProvider} whose acquisitions end when their call is cancelled. Reactor
 * Netty's HTTP client would keep waiting, take a connection that other calls wait for,
 * and close it.
 */
final class CancellableConnectionProvider implements ConnectionProvider {

	private static final Object CANCELLED = CancellableConnectionProvider.class;

	/**
	 * Disposes a connection that arrives at the same time as the cancellation. Otherwise
	 * it would send its request, and be in use until the response, which nobody waits
	 * for.
	 */
	private static final ContextView UNWANTED = Operators
		.enableOnDiscard(Context.empty(), CancellableConnectionProvider::dispose)
		.put("reactor.onNextDropped.local", (Consumer<Object>) CancellableConnectionProvider::dispose);

	private final ConnectionProvider delegate;

	CancellableConnectionProvider(ConnectionProvider delegate) {
		this.delegate = delegate;
	}

	/**
	 * Cancel the acquisition of a connection when its call is cancelled.
	 * @param context the context of the call
	 * @param cancelled completes when the call is cancelled
	 * @return the context for the acquisition
	 */
	static Context cancelWhen(Context context, Mono<Void> cancelled) {
		return context.put(CANCELLED, cancelled);
	}

	@Override
	public Mono<? extends Connection> acquire(TransportConfig config, ConnectionObserver observer,
			@Nullable Supplier<? extends SocketAddress> remoteAddress, @Nullable AddressResolverGroup<?> resolvers) {
		Mono<? extends Connection> connection = this.delegate.acquire(config, observer, remoteAddress, resolvers);
		return Mono.deferContextual((context) -> {
			Publisher<?> cancelled = context.getOrDefault(CANCELLED, Mono.never());
			return connection.cast(Connection.class)
				.takeUntilOther((cancelled != null) ? cancelled : Mono.never())
				.contextWrite(UNWANTED);
		});
	}

	private static void dispose(Object unwanted) {
		if (unwanted instanceof Connection connection) {
			connection.dispose();
		}
	}

	@Override
	public Mono<Void> disposeLater() {
		return this.delegate.disposeLater();
	}

	@Override
	public boolean isDisposed() {
		return this.delegate.isDisposed();
	}

}
