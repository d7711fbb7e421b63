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
import java.util.function.Supplier;

import io.netty.resolver.AddressResolverGroup;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.TransportConfig;
import reactor.util.context.Context;

/**
 * A pool that a call which is given up leaves. Reactor Netty's HTTP client goes on
 * waiting there: in the end it takes a connection that others wait for, and closes it.
 */
final class LeavablePool implements ConnectionProvider {

	private static final Object GIVEN_UP = LeavablePool.class;

	private final ConnectionProvider delegate;

	LeavablePool(ConnectionProvider delegate) {
		this.delegate = delegate;
	}

	/**
	 * Let a call leave the pool when it is given up.
	 * @param context the context of the call
	 * @param givenUp completes when it is
	 * @return the context with that
	 */
	static Context leaveWhen(Context context, Mono<Void> givenUp) {
		return context.put(GIVEN_UP, givenUp);
	}

	@Override
	public Mono<? extends Connection> acquire(TransportConfig config, ConnectionObserver observer,
			@Nullable Supplier<? extends SocketAddress> remoteAddress, @Nullable AddressResolverGroup<?> resolvers) {
		Mono<? extends Connection> connection = this.delegate.acquire(config, observer, remoteAddress, resolvers);
		return Mono.deferContextual((context) -> {
			Publisher<?> givenUp = context.getOrDefault(GIVEN_UP, Mono.never());
			return connection.cast(Connection.class).takeUntilOther((givenUp != null) ? givenUp : Mono.never());
		});
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
