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

package plus.social.spring.boot.autoconfigure;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusTokenService;
import plus.social.spring.token.SocialPlusUser;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SocialPlusProperties.Http.Proxy}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProxyPropertiesTests {

	private static final String P = "socialplus.http.proxy.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SocialPlusAutoConfiguration.class))
		.withPropertyValues("socialplus.server-key=k3y");

	@Test
	void theClientAsksTheProxyForATunnel(CapturedOutput output) throws Exception {
		try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> refuse(proxy));
			this.runner
				.withPropertyValues(P + "host=127.0.0.1", P + "port=" + proxy.getLocalPort(), P + "username=me",
						P + "password=canary", "socialplus.http.connect-timeout=1m",
						"socialplus.http.attempt-timeout=1m", "socialplus.http.call-timeout=1m")
				.run((context) -> assertThatExceptionOfType(SocialPlusException.class)
					.isThrownBy(
							() -> context.getBean(SocialPlusTokenService.class).issueToken(SocialPlusUser.of("alice")))
					.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.CONNECTION_FAILED)));
			assertThat(request.get(2, TimeUnit.MINUTES)).startsWith("CONNECT apix.sg.amity.co:443 ")
				.contains("Basic " + Base64.getEncoder().encodeToString("me:canary".getBytes(StandardCharsets.UTF_8)));
			assertThat(output).doesNotContain("canary");
		}
	}

	private static String refuse(ServerSocket proxy) {
		try (Socket connection = proxy.accept()) {
			StringBuilder request = new StringBuilder();
			while (request.indexOf("\r\n\r\n") == -1) {
				request.append((char) connection.getInputStream().read());
			}
			connection.getOutputStream().write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes());
			return request.toString();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void blankTextIsNone() {
		this.runner.withPropertyValues(P + "host=", P + "username= ", P + "password=").run((context) -> {
			SocialPlusProperties.Http.Proxy proxy = context.getBean(SocialPlusProperties.class).getHttp().getProxy();
			assertThat(proxy.getHost()).isNull();
			assertThat(proxy.getUsername()).isNull();
			assertThat(proxy.getPassword()).isNull();
		});
	}

	@Test
	void printNoSecret() {
		this.runner.withPropertyValues(P + "host=proxy", P + "port=3128", P + "username=me", P + "password=canary")
			.run((context) -> assertThat(context.getBean(SocialPlusProperties.class).getHttp().getProxy()).asString()
				.doesNotContain("canary"));
	}

	@ParameterizedTest
	@CsvSource({ "port, must be set, host=proxy", "port, between 1 and 65535, host=proxy port=0",
			"port, between 1 and 65535, host=proxy port=65536", "port, between 1 and 65535, host=proxy port=-1",
			"host, must be set, port=3128", "host, must be set, username=me password=canary",
			"password, must be set, host=proxy port=3128 username=me",
			"username, must be set, host=proxy port=3128 password=canary" })
	void aStartWithPropertiesThatCannotWorkFailsWithOneClearMessage(String property, String problem, String properties,
			CapturedOutput output) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties((P + properties.replace(" ", " " + P)).split(" "));
		assertThatException().isThrownBy(application::run);
		assertThat(output).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("Property '" + P + property + "' is invalid")
			.contains(problem)
			.doesNotContain("canary");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SocialPlusAutoConfiguration.class)
	static class Application {

	}

}
