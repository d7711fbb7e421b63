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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.LogCapture;
import plus.social.spring.testsupport.MutableClock;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AdminTokenRenewer}.
 */
class AdminTokenRenewerTests {

	private static final Duration LIFETIME = Duration.ofHours(4);

	@TempDir
	Path directory;

	private final MutableClock clock = new MutableClock();

	private final List<String> renewed = new ArrayList<>();

	private final ScriptedTransport transport = new ScriptedTransport(this::answer);

	private final SocialPlusTokenClient client = new SocialPlusTokenClient(
			SocialPlusBaseUrl.of("https://apix.eu.amity.co"), List::of, SocialPlusClientSettings.defaults(), this.clock,
			(tls) -> this.transport);

	private Path file;

	private LogCapture log;

	private int status = 200;

	private String body = "";

	private Runnable meanwhile = () -> {
	};

	@BeforeEach
	void prepare() throws IOException {
		this.file = Files.writeString(this.directory.resolve("admin-token"), "canary-0");
		this.log = new LogCapture("plus.social.spring", Level.INFO);
	}

	@AfterEach
	void close() {
		this.log.close();
		this.client.close();
	}

	@Test
	void renewsATokenAtOnceWhoseEndIsUnknown() throws IOException {
		Node node = new Node();
		node.check();
		assertThat(this.renewed).containsExactly("Bearer canary-0");
		assertThat(Files.readString(this.file)).isEqualTo("canary-1\n");
		assertThat(node.expiry()).isEqualTo(MutableClock.START.plus(LIFETIME));
		assertThat(this.log.messages(Level.INFO)).singleElement().asString().contains("was renewed", "04:00");
		HttpRequest request = this.transport.getCalls().get(0);
		assertThat(request.getMethod()).isEqualTo("POST");
		assertThat(request.getUri()).hasToString("https://apix.eu.amity.co/api/v1/admin-token");
	}

	@Test
	void renewsItWithHalfOfItsLifeLeft() {
		Node node = new Node();
		node.check();
		this.clock.advance(LIFETIME.dividedBy(2).minusNanos(1));
		node.check();
		assertThat(this.renewed).hasSize(1);
		this.clock.advance(Duration.ofNanos(1));
		node.check();
		node.check();
		assertThat(this.renewed).containsExactly("Bearer canary-0", "Bearer canary-1");
		assertThat(node.expiry()).isEqualTo(this.clock.instant().plus(LIFETIME));
	}

	@Test
	void anyNumberOfNodesRenewsItOnce() {
		List<Node> nodes = List.of(new Node(), new Node(), new Node());
		for (int i = 0; i < 3; i++) {
			nodes.forEach(Node::check);
			this.clock.advance(LIFETIME.dividedBy(2));
		}
		assertThat(this.renewed).containsExactly("Bearer canary-0", "Bearer canary-1", "Bearer canary-2");
		assertThat(nodes).extracting(Node::token).containsOnly(AdminToken.of("canary-3"));
	}

	@Test
	void aNodeThatComesWhileAnotherOneRenewsDoesNot() {
		Node first = new Node();
		Node second = new Node();
		this.meanwhile = () -> CompletableFuture.runAsync(second::check).orTimeout(30, TimeUnit.SECONDS).join();
		first.check();
		assertThat(this.renewed).hasSize(1);
		this.meanwhile = () -> {
		};
		second.check();
		assertThat(this.renewed).hasSize(1);
		assertThat(second.token()).isEqualTo(AdminToken.of("canary-1"));
		assertThat(second.expiry()).isEqualTo(first.expiry());
	}

	// Locks of one process say nothing about another one.
	@Test
	void aProcessThatComesWhileAnotherOneRenewsDoesNot() {
		List<String> processes = new ArrayList<>();
		this.meanwhile = () -> processes.add(AdminTokenRenewalProcess.run(this.file));
		Node first = new Node();
		first.check();
		assertThat(processes).as("while this one renews")
			.containsExactly("calls=0 token=" + AdminToken.of("canary-0").getFingerprint());
		assertThat(this.renewed).hasSize(1);
		assertThat(AdminTokenRenewalProcess.run(this.file)).as("afterwards")
			.isEqualTo("calls=0 token=" + AdminToken.of("canary-1").getFingerprint());
		assertThat(first.token()).isEqualTo(AdminToken.of("canary-1"));
	}

	@Test
	void aRestartDoesNotRenewIt() {
		new Node().check();
		Node restarted = new Node();
		restarted.check();
		assertThat(this.renewed).hasSize(1);
		assertThat(restarted.expiry()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(longs = { -3_000_000, -600, 600, 3_000_000 })
	void theClockOfSocialPlusDoesNotMatter(long skew) {
		Instant issuedAt = this.clock.instant().plusSeconds(skew);
		this.body = body("next", issuedAt, issuedAt.plus(LIFETIME));
		Node node = new Node();
		node.check();
		assertThat(node.expiry()).isEqualTo(this.clock.instant().plus(LIFETIME));
		this.clock.advance(Duration.ofMinutes(2));
		node.check();
		assertThat(this.renewed).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 429, 500, 302 })
	void aFailedRenewalIsReportedOnceAndRetried(int status) throws IOException {
		this.status = status;
		Node node = new Node();
		for (int i = 0; i < 100; i++) {
			node.check();
			this.clock.advance(Duration.ofSeconds(10));
		}
		// At 0, 1, 3, 7 and 15 minutes, and perhaps with a second attempt.
		assertThat(this.renewed).hasSizeBetween(5, (status == 500) ? 10 : 5);
		assertThat(node.provider.getProblem()).contains("cannot be renewed", "(" + status + ")")
			.doesNotContain("canary");
		assertThat(this.log.messages(Level.WARN)).singleElement()
			.asString()
			.contains("cannot be renewed")
			.doesNotContain("canary");
		assertThat(Files.readString(this.file)).contains("canary-0");
		this.status = 200;
		this.clock.advance(AdminTokenRenewer.MAX_PAUSE);
		node.check();
		assertThat(node.token()).isEqualTo(AdminToken.of("canary-" + this.renewed.size()));
		assertThat(node.provider.getProblem()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "canary", "{}", "<html>", "{\"adminToken\":\"canary\"}", "[", "\u0000" })
	void garbageIsNoToken(String body) throws IOException {
		this.body = body;
		Node node = new Node();
		node.check();
		assertThat(node.token()).isEqualTo(AdminToken.of("canary-0"));
		assertThat(Files.readString(this.file)).isEqualTo("canary-0\n");
		assertThat(node.provider.getProblem()).contains("without an admin token").doesNotContain("canary");
	}

	@Test
	void aTokenThatAnOperatorInstallsEndsThePause() throws IOException {
		this.status = 401;
		Node node = new Node();
		node.check();
		Files.writeString(this.file, "canary-9");
		node.check();
		assertThat(this.renewed).containsExactly("Bearer canary-0", "Bearer canary-9");
	}

	@Test
	void aTokenThatAnOperatorInstallsDuringARenewalStays() throws IOException {
		this.meanwhile = () -> write("canary-9");
		Node node = new Node();
		node.check();
		assertThat(Files.readString(this.file)).isEqualTo("canary-9");
		assertThat(node.token()).isEqualTo(AdminToken.of("canary-9"));
	}

	@Test
	void aTokenThatAnOperatorRemovesStaysAway() throws IOException {
		this.meanwhile = () -> write("");
		Node node = new Node();
		node.check();
		assertThat(Files.readString(this.file)).isEmpty();
		this.clock.advance(LIFETIME);
		node.renewer.renewIfDue();
		assertThat(Files.readString(this.file)).isEmpty();
		assertThat(this.renewed).hasSize(1);
		Files.delete(this.file);
		this.clock.advance(LIFETIME);
		node.check();
		assertThat(this.file).doesNotExist();
	}

	@Test
	void aTokenThatAnOperatorHasJustRemovedIsNotRenewed() throws IOException {
		Node node = new Node();
		write("");
		node.renewer.renewIfDue();
		assertThat(Files.readString(this.file)).isEmpty();
		assertThat(this.renewed).isEmpty();
	}

	private void write(String token) {
		try {
			Files.writeString(this.file, token);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void aFileThatCannotBeReplacedIsLeftAloneWithAWarning() throws IOException {
		Path lock = Files.createDirectory(this.directory.resolve("admin-token.lock"));
		Node node = new Node();
		for (int i = 0; i < 10; i++) {
			node.check();
			this.clock.advance(AdminTokenRenewer.MAX_PAUSE);
		}
		assertThat(this.renewed).isEmpty();
		assertThat(node.provider.getProblem()).as("its end is unknown").isNull();
		assertThat(this.log.messages(Level.WARN)).singleElement()
			.asString()
			.contains("cannot be replaced", this.file.toString(), "is read without a restart")
			.doesNotContain("canary");
		Files.delete(lock);
		node.check();
		assertThat(this.renewed).hasSize(1);
	}

	@Test
	void aFileThatCannotBeReplacedIsAProblemOnceItsTokenIsAtItsEnd() throws IOException {
		Node node = new Node();
		node.check();
		Files.delete(this.directory.resolve("admin-token.lock"));
		Files.createDirectory(this.directory.resolve("admin-token.lock"));
		node.check();
		assertThat(node.provider.getProblem()).isNull();
		this.clock.advance(LIFETIME.dividedBy(2));
		node.check();
		assertThat(node.provider.getProblem()).contains("expires at 2026-01-01T04:00:00Z", "cannot be replaced");
		assertThat(this.renewed).hasSize(1);
	}

	// As with a file that is mounted alone into a container.
	@Test
	void noTokenIsRequestedThatCouldNotBeKept() throws IOException {
		Path next = Files.createDirectory(this.directory.resolve("admin-token.new"));
		Files.createFile(next.resolve("x"));
		Node node = new Node();
		node.check();
		assertThat(this.renewed).isEmpty();
		assertThat(node.token()).isEqualTo(AdminToken.of("canary-0"));
	}

	@Test
	void aRenewedTokenThatCannotBeWrittenIsUsedAndWrittenLater() throws IOException {
		Path next = this.directory.resolve("admin-token.new");
		this.meanwhile = () -> block(next);
		Node node = new Node();
		node.check();
		assertThat(node.token()).isEqualTo(AdminToken.of("canary-1"));
		assertThat(Files.readString(this.file)).isEqualTo("canary-0\n");
		node.check();
		assertThat(node.provider.getProblem()).contains("cannot be replaced");
		Files.delete(next.resolve("x"));
		this.clock.advance(AdminTokenRenewer.MAX_PAUSE);
		node.check();
		assertThat(Files.readString(this.file)).isEqualTo("canary-1\n");
		assertThat(node.provider.getProblem()).isNull();
		assertThat(this.renewed).hasSize(1);
	}

	private static void block(Path directory) {
		try {
			Files.createFile(Files.createDirectory(directory).resolve("x"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void withoutATokenThereIsNothingToRenew() throws IOException {
		Files.delete(this.file);
		Node node = new Node();
		node.check();
		assertThat(this.renewed).isEmpty();
		write("canary-0");
		node.check();
		assertThat(this.renewed).hasSize(1);
	}

	@Test
	void aTokenOfASecondIsNotRenewedAllTheTime() {
		this.body = body("canary-1", this.clock.instant(), this.clock.instant().plusSeconds(1));
		Node node = new Node();
		for (int i = 0; i < 60; i++) {
			node.check();
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(this.renewed).hasSize(1);
	}

	@Test
	void afterItsEndNothingIsRenewedOrReported() {
		Node node = new Node();
		node.renewer.close();
		this.status = 500;
		node.check();
		assertThat(this.log.messages(Level.WARN)).isEmpty();
	}

	private Mono<HttpResponse> answer(HttpRequest call) {
		this.renewed.add(String.valueOf(call.getHeaders().get("Authorization")));
		return Mono.fromSupplier(() -> {
			this.meanwhile.run();
			String next = body("canary-" + this.renewed.size(), this.clock.instant(),
					this.clock.instant().plus(LIFETIME));
			return new HttpResponse(this.status, "application/json", null, true,
					(this.body.isEmpty() ? next : this.body).getBytes(StandardCharsets.UTF_8));
		});
	}

	private static String body(String token, Instant issuedAt, Instant expiresAt) {
		return "{\"adminToken\":\"" + token + "\",\"issuedAt\":\"" + issuedAt + "\",\"expiresAt\":\"" + expiresAt
				+ "\"}";
	}

	/**
	 * A node of the application.
	 */
	private final class Node {

		private final FileAdminTokenProvider provider = new FileAdminTokenProvider(AdminTokenRenewerTests.this.file);

		private final AdminTokenRenewer renewer = new AdminTokenRenewer(this.provider,
				AdminTokenRenewerTests.this.client);

		private void check() {
			this.provider.refresh();
			this.renewer.renewIfDue();
		}

		private AdminToken token() {
			this.provider.refresh();
			AdminToken token = this.provider.getAdminToken();
			assertThat(token).isNotNull();
			return token;
		}

		private Instant expiry() {
			Instant expiry = token().getExpiresAt();
			assertThat(expiry).isNotNull();
			return expiry;
		}

	}

}
