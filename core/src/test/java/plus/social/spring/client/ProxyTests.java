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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import ch.qos.logback.classic.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import plus.social.spring.LogCapture;
import plus.social.spring.testsupport.ConnectProxy;
import plus.social.spring.testsupport.RawServer;
import plus.social.spring.testsupport.TlsServer;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocialPlusProxy} and for proxies in {@link ReactorNettyTransport},
 * over real sockets.
 */
class ProxyTests {

	private static final String SECRET = "s3cret-canary";

	private static final String BASIC = "Basic "
			+ Base64.getEncoder().encodeToString(("me:" + SECRET).getBytes(StandardCharsets.UTF_8));

	private static final SocialPlusUser ALICE = SocialPlusUser.of("alice");

	private static final List<String> JVM_PROPERTIES = List.of("http.proxyHost", "http.proxyPort", "https.proxyHost",
			"https.proxyPort", "https.proxyUser", "https.proxyPassword", "http.nonProxyHosts", "socksProxyHost");

	private final List<AutoCloseable> resources = new ArrayList<>();

	private final TlsServer server = manage(new TlsServer("server", false, "TLSv1.3"));

	// A name that only the proxy knows.
	private final String url = this.server.getUrl().replace("127.0.0.1", "socialplus.test");

	@AfterEach
	void close() throws Exception {
		JVM_PROPERTIES.forEach(System::clearProperty);
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
	}

	@Test
	void aCallGoesThroughATunnelOfTheProxy() {
		ConnectProxy proxy = manage(new ConnectProxy(null));
		assertThat(mint(this.url, SocialPlusProxy.of("127.0.0.1", proxy.getPort()))).isEqualTo(TlsServer.TOKEN);
		assertThat(proxy.getRequests()).singleElement()
			.asString()
			.startsWith("CONNECT socialplus.test:")
			.doesNotContain("k3y")
			.doesNotContainIgnoringCase("proxy-authorization");
	}

	@Test
	void authenticatesAtTheProxy() {
		ConnectProxy proxy = manage(new ConnectProxy(BASIC));
		assertThat(mint(this.url, SocialPlusProxy.of("127.0.0.1", proxy.getPort()).withCredentials("me", SECRET)))
			.isEqualTo(TlsServer.TOKEN);
		assertThat(proxy.getRequests()).singleElement().asString().contains(BASIC);
	}

	@Test
	void distinguishesARefusalOfTheProxyFromOneOfSocialPlus() throws Exception {
		ConnectProxy proxy = manage(new ConnectProxy("Basic another"));
		try (LogCapture log = new LogCapture(Logger.ROOT_LOGGER_NAME, Level.TRACE)) {
			SocialPlusProxy settings = SocialPlusProxy.of("127.0.0.1", proxy.getPort()).withCredentials("me", SECRET);
			assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> mint(this.url, settings))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.CONNECTION_FAILED))
				.withMessageContaining("socialplus.http.proxy")
				.satisfies((ex) -> assertThat(ex).hasStackTraceContaining("407"));
			assertThat(log.awaitEverything("407")).doesNotContain(SECRET).doesNotContain(BASIC.substring(6));
		}
		assertThat(this.server.getAccepted()).isZero();
	}

	@Test
	void distinguishesAMissingProxyFromSocialPlus() throws Exception {
		ConnectProxy gone = new ConnectProxy(null);
		gone.close();
		assertThatExceptionOfType(SocialPlusException.class)
			.isThrownBy(() -> mint(this.url, SocialPlusProxy.of("127.0.0.1", gone.getPort())))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.CONNECTION_FAILED))
			.withMessageContaining("proxy");
	}

	@Test
	void theProxyOfTheJvmIsUsed() {
		ConnectProxy proxy = manage(new ConnectProxy(null));
		System.setProperty("https.proxyHost", "127.0.0.1");
		System.setProperty("https.proxyPort", String.valueOf(proxy.getPort()));
		assertThat(mint(this.url, null)).isEqualTo(TlsServer.TOKEN);
		assertThat(proxy.getRequests()).hasSize(1);
	}

	@Test
	void authenticatesAtTheProxyOfTheJvm() {
		ConnectProxy proxy = manage(new ConnectProxy(BASIC));
		System.setProperty("https.proxyHost", "127.0.0.1");
		System.setProperty("https.proxyPort", String.valueOf(proxy.getPort()));
		System.setProperty("https.proxyUser", "me");
		System.setProperty("https.proxyPassword", SECRET);
		assertThat(mint(this.url, null)).isEqualTo(TlsServer.TOKEN);
	}

	@Test
	void theJvmsProxyForHttpIsNotUsed() {
		ConnectProxy proxy = manage(new ConnectProxy(null));
		System.setProperty("http.proxyHost", "127.0.0.1");
		System.setProperty("http.proxyPort", String.valueOf(proxy.getPort()));
		System.setProperty("http.nonProxyHosts", "");
		assertThat(mint(this.server.getUrl(), null)).isEqualTo(TlsServer.TOKEN);
		assertThat(proxy.getRequests()).isEmpty();
		assertThat(JvmProxy.find()).isNull();
	}

	@Test
	void theProxyOfTheJvmIsTheOneThatTheJvmItselfSelects() {
		assertThat(JvmProxy.find()).isNull();
		System.setProperty("socksProxyHost", "socks.example");
		assertThat(JvmProxy.find())
			.isEqualTo(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("socks.example", 1080)));
		System.setProperty("https.proxyHost", "proxy.example");
		assertThat(JvmProxy.find())
			.isEqualTo(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example", 443)));
		assertThat(JvmProxy.isDirect("127.0.0.1")).isTrue();
		assertThat(JvmProxy.isDirect("::1")).isTrue();
		assertThat(JvmProxy.isDirect("apix.eu.amity.co")).isFalse();
		System.setProperty("http.nonProxyHosts", "*.amity.co");
		assertThat(JvmProxy.isDirect("apix.eu.amity.co")).isTrue();
		System.setProperty("http.nonProxyHosts", "*");
		assertThat(JvmProxy.find()).isNull();
	}

	@Test
	void aSelectorOfTheApplicationIsAsked() {
		ConnectProxy proxy = manage(new ConnectProxy(null));
		ProxySelector before = ProxySelector.getDefault();
		ProxySelector.setDefault(ProxySelector.of(InetSocketAddress.createUnresolved("127.0.0.1", proxy.getPort())));
		try {
			assertThat(mint(this.url, null)).isEqualTo(TlsServer.TOKEN);
		}
		finally {
			ProxySelector.setDefault(before);
		}
		assertThat(proxy.getRequests()).hasSize(1);
	}

	@Test
	void theProxyOfTheJvmIsNotUsedForHostsThatItIsNotFor() {
		ConnectProxy proxy = manage(new ConnectProxy(null));
		System.setProperty("https.proxyHost", "127.0.0.1");
		System.setProperty("https.proxyPort", String.valueOf(proxy.getPort()));
		System.setProperty("http.nonProxyHosts", "other.example|127.*");
		assertThat(mint(this.server.getUrl(), null)).isEqualTo(TlsServer.TOKEN);
		assertThat(proxy.getRequests()).isEmpty();
	}

	@Test
	void ourProxyComesBeforeTheOneOfTheJvm() {
		ConnectProxy proxy = manage(new ConnectProxy(null));
		System.setProperty("https.proxyHost", "127.0.0.1");
		System.setProperty("https.proxyPort", "1");
		assertThat(mint(this.url, SocialPlusProxy.of("127.0.0.1", proxy.getPort()))).isEqualTo(TlsServer.TOKEN);
		assertThat(proxy.getRequests()).hasSize(1);
	}

	@Test
	void whatHasNoTlsGoesThroughNoProxy() {
		ConnectProxy proxy = manage(new ConnectProxy(null));
		System.setProperty("http.proxyHost", "127.0.0.1");
		System.setProperty("http.proxyPort", String.valueOf(proxy.getPort()));
		System.setProperty("http.nonProxyHosts", "");
		String answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nt0k";
		RawServer emulator = manage(RawServer.answering(answer));
		assertThat(mint(emulator.getUrl(), SocialPlusProxy.of("127.0.0.1", proxy.getPort()))).isEqualTo("t0k");
		assertThat(mint(emulator.getUrl(), null)).isEqualTo("t0k");
		assertThat(proxy.getRequests()).isEmpty();
	}

	@Test
	void theWarmUpGoesThroughNoProxy() {
		ConnectProxy proxy = manage(new ConnectProxy(null));
		client(this.url, SocialPlusProxy.of("127.0.0.1", proxy.getPort())).warmUp().block();
		assertThat(proxy.getRequests()).isEmpty();
		assertThat(this.server.getAccepted()).isZero();
	}

	@Test
	void thePasswordIsInNoLog() {
		ConnectProxy proxy = manage(new ConnectProxy(BASIC));
		try (LogCapture log = new LogCapture(Logger.ROOT_LOGGER_NAME, Level.TRACE)) {
			mint(this.url, SocialPlusProxy.of("127.0.0.1", proxy.getPort()).withCredentials("me", SECRET));
			assertThat(log.everything()).contains("socialplus.test")
				.doesNotContain(SECRET)
				.doesNotContain(BASIC.substring(6));
		}
	}

	@Test
	void printsWithoutCredentials() {
		assertThat(SocialPlusProxy.of("proxy.example", 3128).withCredentials("me", SECRET))
			.hasToString("proxy.example:3128");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 65536 })
	void hasAPort(int port) {
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusProxy.of("proxy.example", port))
			.withMessageContaining("1 to 65535");
	}

	@Test
	void hasAHostAndAUserName() {
		assertThatIllegalArgumentException().isThrownBy(() -> SocialPlusProxy.of(" ", 3128));
		SocialPlusProxy proxy = SocialPlusProxy.of("proxy.example", 3128);
		assertThatIllegalArgumentException().isThrownBy(() -> proxy.withCredentials("", SECRET))
			.withMessageNotContaining(SECRET);
	}

	private String mint(String url, @Nullable SocialPlusProxy proxy) {
		return String.valueOf(client(url, proxy).issueToken(ALICE).map(SocialPlusAuthToken::getTokenValue).block());
	}

	private SocialPlusTokenClient client(String url, @Nullable SocialPlusProxy proxy) {
		SocialPlusClientSettings settings = new SocialPlusClientSettings(Duration.ofMinutes(2), Duration.ofMinutes(2),
				Duration.ofMinutes(2), 64, Duration.ofMinutes(10), proxy);
		SocialPlusTokenClient client = manage(new SocialPlusTokenClient(SocialPlusBaseUrl.of(url),
				() -> List.of(ServerKey.of("k3y")), settings, Clock.systemUTC()));
		client.setTls(TestTls.trusting("ca"));
		return client;
	}

	private <T extends AutoCloseable> T manage(T resource) {
		this.resources.add(resource);
		return resource;
	}

}
