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

package plus.social.spring.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.LogCapture;
import plus.social.spring.authentication.LoginCondition;
import plus.social.spring.authentication.LoginResolver;
import plus.social.spring.authentication.SocialPlusUserResolver;
import plus.social.spring.fetch.FakeTokenService;
import plus.social.spring.fetch.TokenFetcher;
import plus.social.spring.session.LoginMode;
import plus.social.spring.session.LoginSettings;
import plus.social.spring.session.LoginSkip;
import plus.social.spring.session.SessionTokenCounts;
import plus.social.spring.session.SessionTokens;
import plus.social.spring.session.SocialPlusTokenPolicy;
import plus.social.spring.testsupport.MutableClock;
import plus.social.spring.token.ReactiveSocialPlusTokenService;
import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;
import plus.social.spring.token.SocialPlusUser;
import reactor.core.publisher.Mono;

import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The rules that both stacks keep about the tokens in sessions.
 */
public abstract class AbstractSessionTokensContractTests {

	/**
	 * Short, for the tests in which it passes.
	 */
	private static final Duration BUDGET = Duration.ofMillis(20);

	private static final Duration DEADLINE = Duration.ofMillis(200);

	private final MutableClock clock = new MutableClock();

	private final FakeTokenService service = new FakeTokenService(this.clock);

	protected abstract Stack start(SessionTokens sessionTokens, LoginResolver loginResolver);

	@Test
	void theTokenIsThereBeforeTheAnswerToTheLoginLeaves() {
		this.service.answerAtOnce();
		Stack stack = start(LoginMode.EAGER);
		Answer login = stack.login("alice");
		assertThat(login.status()).isEqualTo(302);
		assertThat(login.location()).isEqualTo("/home");
		assertThat(login.tokenAtCommit()).isEqualTo("t0ken-0");
		assertThat(stack.attributes()).containsEntry("SOCIALPLUS_AUTH_TOKEN", "t0ken-0")
			.containsEntry("SOCIALPLUS_USER_ID", "alice")
			.containsEntry("SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT", "2026-01-01T00:10:00Z");
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void aLoginWaitsForNoMoreThanTheBudgetAndTheNextRequestBringsTheToken() {
		Stack stack = start(LoginMode.EAGER);
		assertThat(stack.login("alice").location()).isEqualTo("/home");
		assertThat(stack.attributes()).doesNotContainKey("SOCIALPLUS_AUTH_TOKEN");
		this.service.answer(0);
		assertThat(stack.get().tokenDuring()).isEqualTo("t0ken-0");
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void tokensAreCountedByWhenTheyAreAttached() {
		SessionTokens tokens = tokens(LoginMode.EAGER);
		LoginResolver resolver = new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none());
		this.service.answerAtOnce();
		Stack stack = start(tokens, resolver);
		stack.login("alice");
		stack.get();
		stack.obtain();
		assertCounts(tokens, 1, 0, 0, 0);
		this.service.answerLater();
		Stack late = start(tokens, resolver);
		late.login("bob");
		late.get();
		assertCounts(tokens, 1, 1, 0, 0);
		this.service.answer(1);
		late.get();
		late.get();
		assertCounts(tokens, 1, 1, 1, 0);
		start(tokens, resolver).login("carol");
		this.service.fail(2, Reason.TIMEOUT);
		assertCounts(tokens, 1, 2, 1, 1);
	}

	private static void assertCounts(SessionTokens tokens, int attached, int pending, int late, int failed) {
		SessionTokenCounts counts = tokens.getCounts();
		assertThat(new long[] { counts.getAttached(), counts.getPending(), counts.getLate(), counts.getFailed() })
			.containsExactly(attached, pending, late, failed);
	}

	@Test
	void aLoginThatDoesNotWaitIsPending() {
		SessionTokens tokens = tokens(LoginMode.PREFETCH);
		start(tokens, new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none())).login("alice");
		assertCounts(tokens, 0, 1, 0, 0);
	}

	@ParameterizedTest
	@EnumSource
	void aLoginThatGetsNoTokenIsSkippedOnce(LoginSkip skip) {
		SessionTokens tokens = tokens((skip != LoginSkip.MODE) ? LoginMode.EAGER : LoginMode.LAZY);
		AtomicInteger resolved = new AtomicInteger();
		SocialPlusUserResolver userResolver = (authentication) -> {
			resolved.incrementAndGet();
			return (skip != LoginSkip.USER) ? SocialPlusUser.of(authentication.getName()) : null;
		};
		Stack stack = start(tokens, new LoginResolver(userResolver, (login) -> skip != LoginSkip.CONDITION));
		stack.get();
		assertThat(tokens.getCounts().getSkipped(skip)).as("before the login").isZero();
		stack.login("alice");
		assertThat(resolved).hasValue((skip != LoginSkip.CONDITION) ? 1 : 0);
		stack.get();
		stack.get();
		for (LoginSkip other : LoginSkip.values()) {
			assertThat(tokens.getCounts().getSkipped(other)).isEqualTo((other == skip) ? 1 : 0);
		}
		assertThat(this.service.getCalls()).isZero();
		assertCounts(tokens, 0, 0, 0, 0);
	}

	private SessionTokens tokens(LoginMode mode) {
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock);
		return new SessionTokens(policy, new TokenFetcher(this.service, policy::isFresh, this.clock, 64, BUDGET),
				new LoginSettings(mode, BUDGET, DEADLINE));
	}

	@Test
	void theCallBelongsToTheTraceOfTheLogin() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler((context) -> true);
		List<Object> parents = new ArrayList<>();
		Stack stack = start(registry, (user) -> Mono.deferContextual((context) -> {
			parents.add(context.get("micrometer.observation"));
			return this.service.issueToken(user);
		}));
		Observation request = Observation.start("request", registry);
		assertThat(stack.login("alice", request).status()).isEqualTo(302);
		assertThat(parents).containsExactly(request);
	}

	@Test
	void theUserOfALoginIsResolvedOnceInARequest() {
		this.service.answerAtOnce();
		AtomicInteger resolved = new AtomicInteger();
		SocialPlusUserResolver resolver = (authentication) -> {
			resolved.incrementAndGet();
			return SocialPlusUser.of(authentication.getName());
		};
		Stack stack = start(LoginMode.EAGER, new LoginResolver(resolver, LoginCondition.none()));
		stack.login("alice");
		assertThat(resolved).hasValue(1);
		stack.get();
		assertThat(resolved).hasValue(2);
	}

	@Test
	void aFailureThatNobodyWaitsForAnyMoreIsNoError() {
		try (LogCapture log = new LogCapture("ROOT", Level.INFO)) {
			start(LoginMode.EAGER).login("alice");
			this.service.fail(0, Reason.TIMEOUT);
			// A late call of another test may be reported as well.
			assertThat(log.messages(Level.ERROR)).filteredOn((line) -> !line.contains("auth token")).isEmpty();
			assertThat(log.messages(Level.WARN)).filteredOn((line) -> line.contains("[TIMEOUT]")).hasSize(1);
		}
	}

	@Test
	void aPrefetchedTokenIsThereInTheNextRequest() {
		Stack stack = start(LoginMode.PREFETCH);
		assertThat(stack.login("alice").location()).isEqualTo("/home");
		this.service.answer(0);
		assertThat(stack.get().tokenDuring()).isEqualTo("t0ken-0");
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void aFailureLeavesAnswersAlone(Reason reason) {
		Stack stack = start(LoginMode.EAGER);
		assertThat(stack.login("alice").location()).isEqualTo("/home");
		this.service.fail(0, reason);
		Answer answer = stack.get();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("home");
		assertThat(stack.attributes()).doesNotContainKey("SOCIALPLUS_AUTH_TOKEN");
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void aFailingTokenServiceLeavesAnswersAlone() {
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ZERO, this.clock);
		TokenFetcher pending = new TokenFetcher((user) -> {
			throw new IllegalStateException("broken");
		}, policy::isFresh, this.clock, 64, BUDGET);
		Stack stack = start(new SessionTokens(policy, pending, new LoginSettings(LoginMode.EAGER, BUDGET, DEADLINE)),
				new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none()));
		assertThat(stack.login("alice").location()).isEqualTo("/home");
	}

	@Test
	void whoeverLogsInNextHasTheirOwnToken() {
		this.service.answerAtOnce();
		Stack stack = start(LoginMode.EAGER);
		stack.login("alice");
		Answer login = stack.login("bob");
		assertThat(login.tokenAtCommit()).isEqualTo("t0ken-1");
		assertThat(stack.attributes()).containsEntry("SOCIALPLUS_USER_ID", "bob");
	}

	@Test
	void aSlowTokenNeverReachesWhoeverLoggedInMeanwhile() {
		Stack stack = start(LoginMode.EAGER);
		stack.login("alice");
		stack.login("bob");
		this.service.answer(0);
		assertThat(stack.get().tokenDuring()).isNull();
		this.service.answer(1);
		assertThat(stack.get().tokenDuring()).isEqualTo("t0ken-1");
		assertThat(stack.attributes()).containsEntry("SOCIALPLUS_USER_ID", "bob");
	}

	@ParameterizedTest
	@EnumSource
	void aLogoutThatKeepsTheSessionTakesTheTokenAway(LoginMode mode) {
		this.service.answerAtOnce();
		Stack stack = start(mode);
		stack.login("alice");
		if (mode != LoginMode.OFF) {
			stack.obtain();
		}
		stack.logout();
		assertThat(stack.attributes()).doesNotContainKeys("SOCIALPLUS_AUTH_TOKEN", "SOCIALPLUS_USER_ID",
				"SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT");
	}

	@Test
	void anInvalidPrincipalMakesNoCallAndLeavesTheLoginAlone() {
		Stack stack = start(LoginMode.EAGER);
		assertThat(stack.login("x".repeat(51)).location()).isEqualTo("/home");
		assertThat(this.service.getCalls()).isZero();
	}

	@Test
	void nobodyWithoutALoginHasAToken() {
		Stack stack = start(LoginMode.EAGER);
		assertThat(stack.get().body()).isEqualTo("home");
		assertThat(stack.find()).isEmpty();
		assertThat(stack.findFailure()).isEmpty();
		assertThatIllegalStateException().isThrownBy(stack::obtain);
		assertThat(this.service.getCalls()).isZero();
	}

	@Test
	void findsTheTokenOrTheFailure() {
		Stack stack = start(LoginMode.EAGER);
		stack.login("alice");
		assertThat(stack.find()).isEmpty();
		assertThat(stack.findFailure()).isEmpty();
		this.service.fail(0, Reason.SECURE_MODE_OFF);
		assertThat(stack.findFailure()).map(SocialPlusException::getReason).contains(Reason.SECURE_MODE_OFF);
		this.clock.advance(TokenFetcher.FAILURE_PAUSE);
		this.service.answerAtOnce();
		stack.get();
		assertThat(stack.find()).map(SocialPlusAuthToken::getTokenValue).contains("t0ken-1");
		assertThat(stack.findFailure()).isEmpty();
	}

	@Test
	void obtainsATokenAtFirstUseAndStoresIt() {
		this.service.answerAtOnce();
		Stack stack = start(LoginMode.LAZY);
		stack.login("alice");
		assertThat(this.service.getCalls()).isZero();
		assertThat(stack.obtain().getTokenValue()).isEqualTo("t0ken-0");
		assertThat(stack.attributes()).containsEntry("SOCIALPLUS_AUTH_TOKEN", "t0ken-0");
		assertThat(stack.obtain().getTokenValue()).isEqualTo("t0ken-0");
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void obtainsATokenWithoutStoringItWhenOff() {
		this.service.answerAtOnce();
		Stack stack = start(LoginMode.OFF);
		stack.login("alice");
		assertThat(stack.obtain().getTokenValue()).isEqualTo("t0ken-0");
		stack.get();
		assertThat(stack.attributes()).doesNotContainKey("SOCIALPLUS_AUTH_TOKEN");
	}

	@Test
	void obtainingFailsWithTheReason() {
		Stack stack = start(LoginMode.EAGER);
		stack.login("alice");
		this.service.fail(0, Reason.TIMEOUT);
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(stack::obtain)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.TIMEOUT));
	}

	@Test
	void obtainingGivesUpAtTheDeadline() {
		Stack stack = start(LoginMode.LAZY);
		stack.login("alice");
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(stack::obtain)
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.TIMEOUT));
	}

	@Test
	void aTokenThatIsOnlyGettingOldDoesWhileThereIsNoNewOne() {
		this.service.answerAtOnce();
		Stack stack = start(LoginMode.LAZY);
		stack.login("alice");
		SocialPlusAuthToken old = stack.obtain();
		this.service.answerLater();
		this.clock.advance(Duration.ofMinutes(9).minusMillis(1));
		assertThat(stack.obtain()).as("not in time").isEqualTo(old);
		this.service.fail(1, Reason.SERVER_ERROR);
		assertThat(stack.obtain()).as("failed").isEqualTo(old);
		this.clock.advance(Duration.ofMillis(1));
		assertThatExceptionOfType(SocialPlusException.class).as("dead on a clock that is a minute ahead")
			.isThrownBy(stack::obtain);
	}

	@Test
	void aLoginThatMustHaveATokenWaitsEvenIfTokensAreLate() {
		Stack stack = start(LoginMode.EAGER, Duration.ofSeconds(20));
		this.service.answerAtOnce().during(() -> this.clock.advance(Duration.ofSeconds(21)));
		for (int i = 0; i < 3; i++) {
			stack.login("user" + i);
		}
		this.service.answerFromAnotherThread();
		assertThat(stack.loginByHandler("alice", true).tokenAtCommit()).isEqualTo("t0ken-3");
	}

	@Test
	void aParameterOfAControllerTakesTheToken() throws Exception {
		this.service.answerAtOnce();
		Stack stack = start(LoginMode.LAZY);
		stack.login("alice");
		assertThat(stack.resolve(parameter("required"))).isEqualTo(stack.find().orElseThrow());
		assertThat(stack.resolve(parameter("optional"))).isEqualTo(stack.find().orElseThrow());
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void aParameterThatIsRequiredSaysWhyThereIsNone() throws Exception {
		Stack stack = start(LoginMode.EAGER);
		MethodParameter parameter = parameter("required");
		assertThatThrownBy(() -> stack.resolve(parameter)).hasMessageContaining("login is required");
		stack.login("alice");
		this.service.fail(0, Reason.TIMEOUT);
		assertThatExceptionOfType(SocialPlusException.class).isThrownBy(() -> stack.resolve(parameter))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.TIMEOUT))
			.asInstanceOf(InstanceOfAssertFactories.type(ErrorResponse.class))
			.satisfies((response) -> {
				assertThat(response.getStatusCode().value()).isEqualTo(503);
				assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo("5");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "optional", "nullable" })
	void aParameterThatIsNotRequiredIsNullWhenThereIsNone(String method) throws Exception {
		Stack stack = start(LoginMode.EAGER);
		assertThat(stack.resolve(parameter(method))).isNull();
		stack.login("alice");
		this.service.fail(0, Reason.TIMEOUT);
		assertThat(stack.resolve(parameter(method))).isNull();
		assertThat(stack.resolve(parameter(method), "bob")).isNull();
		assertThat(stack.resolve(parameter(method), "x".repeat(51))).isNull();
	}

	@Test
	void aParameterMayBeOptional() throws Exception {
		this.service.answerAtOnce();
		Stack stack = start(LoginMode.LAZY);
		MethodParameter parameter = parameter("ofOptional");
		assertThat(stack.supports(parameter)).isTrue();
		assertThat(stack.resolve(parameter)).isEqualTo(Optional.empty());
		assertThat(stack.resolve(parameter, "x".repeat(51))).isEqualTo(Optional.empty());
		stack.login("alice");
		assertThat(stack.resolve(parameter)).isEqualTo(stack.find());
		assertThat(stack.find()).isPresent();
	}

	@Test
	void aLoginWithoutASessionGetsATokenThatIsNotKept() throws Exception {
		this.service.answerAtOnce();
		Stack stack = start(LoginMode.EAGER);
		assertThat(stack.resolve(parameter("required"), "alice"))
			.asInstanceOf(InstanceOfAssertFactories.type(SocialPlusAuthToken.class))
			.extracting(SocialPlusAuthToken::getUserId)
			.isEqualTo("alice");
		assertThat(stack.attributes()).doesNotContainKey("SOCIALPLUS_AUTH_TOKEN");
	}

	@Test
	void theSessionOfAnotherUserGivesNoToken() throws Exception {
		this.service.answerAtOnce();
		Stack stack = start(LoginMode.EAGER);
		stack.login("alice");
		MethodParameter parameter = parameter("required");
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> stack.resolve(parameter, "bob"));
		assertThat(stack.find("bob")).isEmpty();
		assertThat(stack.find("alice")).isPresent();
		assertThat(stack.resolve(parameter, "alice")).isEqualTo(stack.find().orElseThrow());
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void aLoginThatMayHaveNoTokenIsDenied() throws Exception {
		Stack stack = start(LoginMode.EAGER);
		stack.login("x".repeat(51));
		MethodParameter parameter = parameter("required");
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> stack.resolve(parameter));
	}

	@Test
	void otherParametersAreLeftToOthers() throws Exception {
		Stack stack = start(LoginMode.EAGER);
		assertThat(stack.supports(parameter("required"))).isTrue();
		assertThat(stack.supports(parameter("optional"))).isTrue();
		assertThat(stack.supports(parameter("notAnnotated"))).isFalse();
		assertThat(stack.supports(parameter("ofAnotherType"))).isFalse();
	}

	protected static MethodParameter parameter(String method) throws NoSuchMethodException {
		return new MethodParameter(Stream.of(Controller.class.getDeclaredMethods())
			.filter((candidate) -> candidate.getName().equals(method))
			.findFirst()
			.orElseThrow(), 0);
	}

	@ParameterizedTest
	@EnumSource
	void theSuccessHandlerAttachesInEveryModeAndThenDelegates(LoginMode mode) {
		this.service.answerAtOnce();
		Stack stack = start(mode);
		Answer login = stack.loginByHandler("alice", false);
		assertThat(login.location()).isEqualTo("/home");
		assertThat(login.tokenAtCommit()).isEqualTo("t0ken-0");
		assertThat(this.service.getCalls()).as("with the filter that is there as well").isEqualTo(1);
	}

	@Test
	void theSuccessHandlerLetsALoginGoOnWithoutAToken() {
		assertThat(start(LoginMode.EAGER).loginByHandler("alice", false).location()).isEqualTo("/home");
		assertThat(this.service.getCalls()).isEqualTo(1);
	}

	@Test
	void aLoginFailsWithoutATokenIfTheApplicationWantsItTo() {
		Stack stack = start(LoginMode.EAGER);
		Answer login = stack.loginByHandler("alice", true);
		assertThat(login.location()).isEqualTo("/login?unavailable");
		assertThat(stack.attributes()).as("invalidated").isEmpty();
	}

	@Test
	void aLoginWithATokenGoesOnEvenIfItCouldFail() {
		this.service.answerAtOnce();
		assertThat(start(LoginMode.EAGER).loginByHandler("alice", true).location()).isEqualTo("/home");
	}

	@ParameterizedTest
	@EnumSource
	void nobodyWaitsWhileTheClientIsBuilt(LoginMode mode) throws Exception {
		try (HeldClient held = new HeldClient(this.clock)) {
			Stack stack = start(held.getClient(), new LoginSettings(mode, BUDGET, Duration.ofSeconds(30)));
			for (int i = 0; i < 12; i++) {
				Answer login = stack.login("user" + i);
				assertThat(login.location()).isEqualTo("/home");
				assertThat(login.tokenAtCommit()).isNull();
			}
			assertThat(stack.loginByHandler("alice", false).location()).isEqualTo("/home");
			assertThat(stack.get().body()).isEqualTo("home");
			assertThat(stack.find()).isEmpty();
			assertThat(stack.findFailure()).as("what was not sent has not failed").isEmpty();
			assertThat(held.isHeld()).as("nobody has waited for it").isTrue();
			held.release();
			assertThat(stack.obtain().getTokenValue()).isEqualTo(HeldClient.TOKEN);
		}
	}

	@Test
	void whoeverAsksForATokenWhileTheClientIsBuiltWaitsNoLongerThanTheDeadline() throws Exception {
		try (HeldClient held = new HeldClient(this.clock)) {
			Stack stack = start(held.getClient(), new LoginSettings(LoginMode.LAZY, BUDGET, DEADLINE));
			stack.login("alice");
			assertThatExceptionOfType(SocialPlusException.class).isThrownBy(stack::obtain)
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.TIMEOUT));
			assertThat(held.isHeld()).isTrue();
		}
	}

	protected final Stack start(LoginMode mode) {
		return start(mode, BUDGET);
	}

	private Stack start(LoginMode mode, LoginResolver loginResolver) {
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock);
		TokenFetcher fetcher = new TokenFetcher(this.service, policy::isFresh, this.clock, 64, BUDGET);
		return start(new SessionTokens(policy, fetcher, new LoginSettings(mode, BUDGET, DEADLINE)), loginResolver);
	}

	private Stack start(ObservationRegistry registry, ReactiveSocialPlusTokenService tokenService) {
		TokenFetcher fetcher = new TokenFetcher(tokenService, (token) -> true, this.clock, 64, BUDGET);
		fetcher.setObservationRegistry(registry);
		return start(
				new SessionTokens(new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock), fetcher,
						new LoginSettings(LoginMode.EAGER, BUDGET, DEADLINE)),
				new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none()));
	}

	private Stack start(LoginMode mode, Duration budget) {
		return start(this.service, new LoginSettings(mode, budget, DEADLINE));
	}

	private Stack start(ReactiveSocialPlusTokenService tokenService, LoginSettings settings) {
		SocialPlusTokenPolicy policy = new SocialPlusTokenPolicy(Duration.ofMinutes(2), this.clock);
		TokenFetcher pending = new TokenFetcher(tokenService, policy::isFresh, this.clock, 64, settings.budget());
		return start(new SessionTokens(policy, pending, settings),
				new LoginResolver(SocialPlusUserResolver.principalName(), LoginCondition.none()));
	}

	/**
	 * An application on a stack, used by one browser.
	 */
	public interface Stack {

		/**
		 * Log in with a redirect to {@code /home}.
		 */
		Answer login(String name);

		/**
		 * Log in with a request that is observed.
		 */
		Answer login(String name, Observation request);

		/**
		 * Log in by way of the success handler, which redirects to {@code /home}, or to
		 * {@code /login?unavailable} if it is strict and there is no token.
		 */
		Answer loginByHandler(String name, boolean strict);

		/**
		 * Get a page that uses the session and says {@code home}.
		 */
		Answer get();

		/**
		 * Log out and keep the session.
		 */
		void logout();

		Optional<SocialPlusAuthToken> find();

		Optional<SocialPlusException> findFailure();

		SocialPlusAuthToken obtain();

		boolean supports(MethodParameter parameter);

		/**
		 * Resolve a parameter with the login of the session.
		 */
		@Nullable Object resolve(MethodParameter parameter);

		/**
		 * Resolve a parameter with a login that comes from elsewhere.
		 */
		@Nullable Object resolve(MethodParameter parameter, String login);

		Optional<SocialPlusAuthToken> find(String login);

		/**
		 * What the session holds, nothing if it was invalidated.
		 */
		Map<String, Object> attributes();

	}

	@SuppressWarnings("unused")
	private static final class Controller {

		void required(@SocialPlusToken SocialPlusAuthToken token) {
		}

		void optional(@SocialPlusToken(required = false) @Nullable SocialPlusAuthToken token) {
		}

		void nullable(@SocialPlusToken @Nullable SocialPlusAuthToken token) {
		}

		void ofOptional(@SocialPlusToken Optional<SocialPlusAuthToken> token) {
		}

		void notAnnotated(SocialPlusAuthToken token) {
		}

		void ofAnotherType(@SocialPlusToken String token) {
		}

		void mono(@SocialPlusToken Mono<SocialPlusAuthToken> token) {
		}

		void monoOfAnotherType(@SocialPlusToken Mono<String> token) {
		}

	}

	/**
	 * What a browser gets, and the token in the session while the application handled the
	 * request and right after the answer was committed.
	 */
	public record Answer(int status, @Nullable String location, @Nullable String body, @Nullable Object tokenDuring,
			@Nullable Object tokenAtCommit) {

	}

}
