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

import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fuzz test for {@link SocialPlusBaseUrl}: a call goes to the host of the base URL, by
 * {@code https} unless that is this machine.
 */
class SocialPlusBaseUrlFuzzTests extends AbstractFuzzTests {

	private static final Refusals REFUSALS = Refusals.of(SocialPlusBaseUrl::of, "", "%", "https://[::1%]", "x",
			"https://me@x.example", "https://x.example?", "https://x.example:0", "http://x.example");

	private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");

	@DictionaryEntries({ "http://", "https://", "localhost", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]",
			"[::ffff:127.0.0.1]", "0177.0.0.1", "127.1", "2130706433", "0x7f.1", ".example", "%25lo", ":443", ":0",
			":65536", "@", "\\", "/..", "//", "%2f", "%00", "?", "#" })
	@FuzzTest
	void callsStayOnTheHostAndInPrivate(byte[] input) throws Exception {
		String text = new String(input, StandardCharsets.UTF_8);
		SocialPlusBaseUrl baseUrl;
		try {
			baseUrl = SocialPlusBaseUrl.of(text);
		}
		catch (IllegalArgumentException ex) {
			REFUSALS.assertRefused(text);
			return;
		}
		URI call = baseUrl.resolve(AuthTokenRequest.PATH);
		assertStaysOnTheHost(text, call);
		assertThat(call.getRawPath()).endsWith(AuthTokenRequest.PATH);
		assertThat(call.getRawQuery()).isNull();
		assertThat(call.getRawFragment()).isNull();
		if (!"https".equalsIgnoreCase(call.getScheme())) {
			assertThat(call.getScheme()).isEqualToIgnoringCase("http");
			assertThat(isThisMachine(call.getHost())).isTrue();
		}
	}

	// In the eyes of java.net.URL, which has a parser of its own, too.
	private static void assertStaysOnTheHost(String text, URI call) throws MalformedURLException {
		URL base = new URL(text);
		URL url = new URL(call.toString());
		assertThat(url.getProtocol()).isEqualTo(base.getProtocol()).isEqualToIgnoringCase(call.getScheme());
		assertThat(url.getHost()).isNotEmpty().isEqualTo(base.getHost()).isEqualTo(call.getHost());
		assertThat(url.getPort()).isEqualTo(base.getPort()).isEqualTo(call.getPort()).isNotZero().isLessThan(65536);
		assertThat(url.getUserInfo()).isNull();
		assertThat(call.getRawUserInfo()).isNull();
	}

	// An address is read, never looked up: IPv4 here, IPv6 in its brackets.
	private static boolean isThisMachine(String host) throws UnknownHostException {
		if (host.equalsIgnoreCase("localhost")) {
			return true;
		}
		var ipv4 = IPV4.matcher(host);
		if (!ipv4.matches()) {
			assertThat(host).startsWith("[").endsWith("]");
			return InetAddress.getByName(host).isLoopbackAddress();
		}
		byte[] address = new byte[4];
		for (int i = 0; i < address.length; i++) {
			int part = Integer.parseInt(ipv4.group(i + 1));
			assertThat(part).isLessThan(256);
			address[i] = (byte) part;
		}
		return InetAddress.getByAddress(address).isLoopbackAddress();
	}

}
