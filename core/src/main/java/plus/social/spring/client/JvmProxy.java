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

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

/**
 * The proxy that the JVM's {@link ProxySelector} selects for {@code https}, by default
 * from {@code https.proxyHost}, {@code https.proxyPort} and {@code http.nonProxyHosts},
 * or else {@code socksProxyHost}. A proxy for {@code http} is not used.
 */
final class JvmProxy {

	/**
	 * The hosts for which the selector is queried to find the proxy. Each connection is
	 * checked again for whether its host uses the proxy.
	 */
	private static final List<String> HOSTS = List.of("socialplus.invalid", "apix.eu.amity.co", "apix.sg.amity.co",
			"apix.us.amity.co");

	private JvmProxy() {
	}

	/**
	 * Configure a client to use the proxy, if there is one.
	 * @param client the client
	 * @param connectTimeout maximum time to connect to the proxy
	 * @return the client
	 */
	static HttpClient applyTo(HttpClient client, Duration connectTimeout) {
		Proxy proxy = find();
		return (proxy != null) ? client.proxy((spec) -> configure(spec, proxy, connectTimeout)) : client.noProxy();
	}

	static @Nullable Proxy find() {
		return HOSTS.stream().map(JvmProxy::select).filter((proxy) -> !isDirect(proxy)).findFirst().orElse(null);
	}

	static boolean isDirect(String host) {
		return isDirect(select(host));
	}

	private static boolean isDirect(SocketAddress address) {
		return !(address instanceof InetSocketAddress inet) || isDirect(inet.getHostString());
	}

	private static boolean isDirect(Proxy proxy) {
		return !(proxy.address() instanceof InetSocketAddress);
	}

	private static Proxy select(String host) {
		ProxySelector selector = ProxySelector.getDefault();
		try {
			return (selector != null)
					? selector.select(new URI("https", host, "/", null)).stream().findFirst().orElse(Proxy.NO_PROXY)
					: Proxy.NO_PROXY;
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return Proxy.NO_PROXY;
		}
	}

	private static void configure(ProxyProvider.TypeSpec spec, Proxy proxy, Duration connectTimeout) {
		InetSocketAddress address = (InetSocketAddress) proxy.address();
		ProxyProvider.Builder builder = spec.type(type(proxy))
			.host(address.getHostString())
			.port(address.getPort())
			.nonProxyHostsPredicate(JvmProxy::isDirect)
			.connectTimeoutMillis(connectTimeout.toMillis());
		boolean socks = proxy.type() == Proxy.Type.SOCKS;
		String username = System.getProperty(socks ? "java.net.socks.username" : "https.proxyUser");
		String password = System.getProperty(socks ? "java.net.socks.password" : "https.proxyPassword");
		if (username != null && password != null) {
			builder.username(username).password((name) -> password);
		}
	}

	private static ProxyProvider.Proxy type(Proxy proxy) {
		if (proxy.type() == Proxy.Type.HTTP) {
			return ProxyProvider.Proxy.HTTP;
		}
		return "4".equals(System.getProperty("socksProxyVersion")) ? ProxyProvider.Proxy.SOCKS4
				: ProxyProvider.Proxy.SOCKS5;
	}

}
