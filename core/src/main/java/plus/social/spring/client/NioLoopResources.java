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

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * {@link LoopResources} on the JDK's selectors. Reactor Netty's own look for a native
 * transport as soon as a channel is created, whether or not one is preferred: JDK 24 and
 * later warn when a native library is loaded.
 */
final class NioLoopResources implements LoopResources {

	private final LoopResources loops;

	NioLoopResources(String prefix, int threads) {
		this.loops = LoopResources.create(prefix, threads, true);
	}

	@Override
	public EventLoopGroup onServer(boolean useNative) {
		return this.loops.onServer(false);
	}

	@Override
	public EventLoopGroup onClient(boolean useNative) {
		return this.loops.onClient(false);
	}

	@Override
	public <C extends Channel> C onChannel(Class<C> channelType, EventLoopGroup group) {
		if (channelType == SocketChannel.class) {
			return channelType.cast(new NioSocketChannel());
		}
		if (channelType == DatagramChannel.class) {
			return channelType.cast(new NioDatagramChannel());
		}
		throw new IllegalArgumentException("Unsupported channel type " + channelType.getName());
	}

	@Override
	public <C extends Channel> Class<? extends C> onChannelClass(Class<C> channelType, EventLoopGroup group) {
		if (channelType == SocketChannel.class) {
			return NioSocketChannel.class.asSubclass(channelType);
		}
		if (channelType == DatagramChannel.class) {
			return NioDatagramChannel.class.asSubclass(channelType);
		}
		throw new IllegalArgumentException("Unsupported channel type " + channelType.getName());
	}

	@Override
	public boolean daemon() {
		return true;
	}

	@Override
	public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
		return this.loops.disposeLater(quietPeriod, timeout);
	}

	@Override
	public void dispose() {
		this.loops.dispose();
	}

	@Override
	public boolean isDisposed() {
		return this.loops.isDisposed();
	}

}
