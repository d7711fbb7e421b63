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

package plus.social.spring.tests.faults;

import java.util.function.Supplier;

import plus.social.spring.token.SocialPlusException.Reason;

/**
 * Something that Social Plus, or what answers in its place, can do to an application, and
 * what must become of logins meanwhile.
 */
enum Fault {

	NONE("no fault", Behaviour.TOKEN, Outcome.token()),

	DNS("DNS failure", Networks::unknownHost, Outcome.refused(Reason.CONNECTION_FAILED, Reason.TIMEOUT)),

	REFUSED("connection refused", Networks::refusing, Outcome.refused(Reason.CONNECTION_FAILED)),

	BLACK_HOLE("black hole (a full backlog)", Networks::blackHole, Outcome.refused(Reason.TIMEOUT)),

	UNTRUSTED_SERVER("untrusted server certificate", () -> TlsUpstream.with("unknown-server"),
			Outcome.refused(Reason.TLS_FAILED)),

	WRONG_NAME("server certificate for another name", () -> TlsUpstream.with("other-server"),
			Outcome.refused(Reason.TLS_FAILED)),

	EXPIRED_SERVER("expired server certificate", () -> TlsUpstream.with("expired-server"),
			Outcome.refused(Reason.TLS_FAILED)),

	CLIENT("no fault, with a client certificate", () -> TlsUpstream.withClient("client"), Outcome.token()),

	EXPIRED_CLIENT("expired client certificate", () -> TlsUpstream.withClient("expired-client"),
			Outcome.refused(Reason.CLIENT_CERTIFICATE_INVALID)),

	NO_CLIENT("missing client certificate", TlsUpstream::withoutClient, Outcome.refused(Reason.TLS_FAILED)),

	FOREIGN_CLIENT("foreign client certificate", () -> TlsUpstream.withClient("foreign-client"),
			Outcome.refused(Reason.TLS_FAILED)),

	KEY_REFUSED("401", Behaviour.status(401), Outcome.refused(Reason.SERVER_KEY_REFUSED)),

	KEY_ROTATED("401, but not for the previous server key", Behaviour.refusing("server-key"), Outcome.token()),

	KEY_CHALLENGED("401 with `WWW-Authenticate`", Behaviour.status(401, "WWW-Authenticate: Basic realm=\"x\""),
			Outcome.refused(Reason.SERVER_KEY_REFUSED)),

	FORBIDDEN("403", Behaviour.status(403), Outcome.refused(Reason.SECURE_MODE_OFF)),

	UNPROCESSABLE("422", Behaviour.status(422), Outcome.refused(Reason.USER_REFUSED)),

	TOO_MANY("429", Behaviour.status(429), Outcome.refused(Reason.RATE_LIMITED)),

	TOO_MANY_RETRY_AFTER("429 with `Retry-After`", Behaviour.status(429, "Retry-After: 30"),
			Outcome.refused(Reason.RATE_LIMITED)),

	INTERNAL_ERROR("500", Behaviour.status(500), Outcome.refused(Reason.SERVER_ERROR)),

	BAD_GATEWAY("502", Behaviour.status(502), Outcome.refused(Reason.SERVER_ERROR)),

	UNAVAILABLE("503", Behaviour.status(503), Outcome.refused(Reason.SERVER_ERROR)),

	GATEWAY_TIMEOUT("504", Behaviour.status(504), Outcome.refused(Reason.SERVER_ERROR)),

	SLOW_HEADERS("slow headers (they never come)", Exchange::waitForever, Outcome.refused(Reason.TIMEOUT)),

	DRIPPING("a body that drips", Bodies::drip, Outcome.refused(Reason.TIMEOUT)),

	RESET("reset in mid-body", Bodies.HALF.then(Exchange::reset), Outcome.refused(Reason.CONNECTION_FAILED)),

	CUT("cut off in mid-body", Bodies.HALF.then(Exchange::hangUp), Outcome.refused(Reason.CONNECTION_FAILED)),

	CUT_WITHOUT_LENGTH("cut off, without a length",
			Behaviour.raw("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n%s").then(Exchange::hangUp),
			Outcome.refused(Reason.INVALID_RESPONSE)),

	EMPTY("empty body", Behaviour.body("text/plain", "%.0s"), Outcome.refused(Reason.INVALID_RESPONSE)),

	HUGE("huge body", Bodies::huge, Outcome.refused(Reason.INVALID_RESPONSE)),

	ENDLESS("endless body", Bodies::endless, Outcome.refused(Reason.INVALID_RESPONSE)),

	HTML("HTML with 200", Behaviour.body("text/html", "<html><body>%s</body></html>"),
			Outcome.refused(Reason.INVALID_RESPONSE)),

	JSON("JSON with 200", Behaviour.body("application/json", "{\"token\":\"%s\"}"),
			Outcome.refused(Reason.INVALID_RESPONSE)),

	OVER_LONG("token of 101 characters", Bodies::overLong, Outcome.refused(Reason.INVALID_RESPONSE)),

	QUOTED("token in quotes", Behaviour.body("text/plain", "\"%s\""), Outcome.refused(Reason.INVALID_RESPONSE)),

	PADDED("padded token", Behaviour.body("text/plain", " %s\n"), Outcome.refused(Reason.INVALID_RESPONSE)),

	CONTROL_CHARACTERS("token with control characters", Behaviour.body("text/plain", "%s\u0007\u001b[2J"),
			Outcome.refused(Reason.INVALID_RESPONSE)),

	COMPRESSED("gzip", (exchange) -> exchange.answerCompressed(exchange.mint()),
			Outcome.refused(Reason.INVALID_RESPONSE)),

	CLOSED_IDLE("connection closed while idle", ((Behaviour) Exchange::hangUp).whileIdle(), Outcome.token()),

	RESET_IDLE("connection reset while idle", ((Behaviour) Exchange::reset).whileIdle(), Outcome.token()),

	CLOSED_ON_REUSE("idle connection closed on reuse", ((Behaviour) Exchange::hangUp).onReuse(), Outcome.token()),

	RESET_ON_REUSE("idle connection reset on reuse", ((Behaviour) Exchange::reset).onReuse(), Outcome.token()),

	MOVED_PERMANENTLY("redirect to another host, 301", () -> new RedirectingServer(301),
			Outcome.refused(Reason.INVALID_RESPONSE)),

	FOUND("redirect to another host, 302", () -> new RedirectingServer(302), Outcome.refused(Reason.INVALID_RESPONSE)),

	SEE_OTHER("redirect to another host, 303", () -> new RedirectingServer(303),
			Outcome.refused(Reason.INVALID_RESPONSE)),

	TEMPORARY_REDIRECT("redirect to another host, 307", () -> new RedirectingServer(307),
			Outcome.refused(Reason.INVALID_RESPONSE)),

	PERMANENT_REDIRECT("redirect to another host, 308", () -> new RedirectingServer(308),
			Outcome.refused(Reason.INVALID_RESPONSE));

	private final String title;

	private final Supplier<Upstream> upstream;

	private final Outcome outcome;

	Fault(String title, Supplier<Upstream> upstream, Outcome outcome) {
		this.title = title;
		this.upstream = upstream;
		this.outcome = outcome;
	}

	Fault(String title, Behaviour behaviour, Outcome outcome) {
		this(title, () -> FaultServer.http(behaviour), outcome);
	}

	String getTitle() {
		return this.title;
	}

	Outcome getOutcome() {
		return this.outcome;
	}

	/**
	 * Start what has the fault.
	 */
	Upstream start() {
		return this.upstream.get();
	}

}
