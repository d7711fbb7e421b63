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

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import plus.social.spring.boot.autoconfigure.actuate.SocialPlusEndpoint;
import plus.social.spring.tests.TestApplication;
import plus.social.spring.tests.faults.TroublesPage.OperatorOutput;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an operator sees of an application, with times, durations, ports and random values
 * replaced by others that are always the same.
 */
final class OperatorView implements AutoCloseable {

	private static final Instant NOW = Instant.parse("2026-01-15T09:30:00Z");

	private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

	private static final Pattern PORT = Pattern.compile("(localhost|127\\.0\\.0\\.1):\\d+");

	private static final Pattern METERS = Pattern.compile("socialplus_(problem|circuit_open|failing_time_seconds"
			+ "|token_seconds_count|session_tokens_total)\\b.*|ssl_chain_expiry_seconds\\{.*bundle=\"socialplus\".*");

	private static final Pattern FAILING_TIME = Pattern.compile("(socialplus_failing_time_seconds) .*");

	private static final Pattern EXPIRY = Pattern.compile("(ssl_chain_expiry_seconds.*}) (.*)");

	private static final DefaultPrettyPrinter PRINTER = prettyPrinter();

	private static final JsonMapper mapper = JsonMapper.builder()
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(Include.NON_NULL))
		.build();

	private final LinesAppender log = new LinesAppender();

	private final UnaryOperator<String> replacement;

	/**
	 * Create a view that sees the log from now on.
	 * @param replaced random values, with what they are replaced by
	 */
	OperatorView(Map<String, String> replaced) {
		this.replacement = (text) -> {
			String result = text;
			for (Map.Entry<String, String> value : replaced.entrySet()) {
				result = result.replace(value.getKey(), value.getValue());
			}
			return result;
		};
		this.log.setContext((LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory());
		this.log.start();
		logger().addAppender(this.log);
	}

	private static Logger logger() {
		return (Logger) org.slf4j.LoggerFactory.getLogger("plus.social.spring");
	}

	/**
	 * Forget the lines of the log so far.
	 */
	void forgetLog() {
		this.log.lines.clear();
	}

	String show(TestApplication application, OperatorOutput output) {
		String text = switch (output) {
			case HEALTH -> json(get(application, "/actuator/health/socialplus"), "");
			case ENDPOINT -> json(get(application, "/actuator/socialplus"), "client");
			case LOG -> this.log.lines.stream().collect(Collectors.joining("\n"));
			case METERS -> meters(get(application, "/actuator/prometheus"));
			case VERIFY -> verify(application);
		};
		return this.replacement.apply(normalize(text));
	}

	private static String get(TestApplication application, String path) {
		HttpResponse<String> response = application.newBrowser().get(path, "Accept", "*/*");
		return response.body();
	}

	private static String verify(TestApplication application) {
		return print(mapper
			.valueToTree(application.getBean(SocialPlusEndpoint.class).verify("tester").block(Duration.ofMinutes(2))));
	}

	private static String json(String body, String member) {
		JsonNode root = mapper.readTree(body);
		return print(member.isEmpty() ? root : root.get(member));
	}

	private static String print(JsonNode node) {
		return mapper.writer().with(PRINTER).writeValueAsString(node);
	}

	private static DefaultPrettyPrinter prettyPrinter() {
		DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
		Separators separators = Separators.createDefaultInstance()
			.withObjectNameValueSpacing(Separators.Spacing.AFTER)
			.withArrayEmptySeparator("")
			.withObjectEmptySeparator("");
		DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
		printer.indentArraysWith(indenter);
		printer.indentObjectsWith(indenter);
		return printer;
	}

	private static String meters(String scraped) {
		return scraped.lines()
			.filter((line) -> METERS.matcher(line).matches() && !line.endsWith(" 0.0"))
			.map((line) -> FAILING_TIME.matcher(line).replaceFirst("$1 42.0"))
			.map((line) -> EXPIRY.matcher(line).replaceFirst(OperatorView::wholeDays))
			.collect(Collectors.joining("\n"));
	}

	private static String wholeDays(MatchResult meter) {
		Duration left = Duration.ofSeconds((long) Double.parseDouble(meter.group(2)));
		return Matcher.quoteReplacement(meter.group(1) + " " + (double) wholeDays(left).toSeconds());
	}

	private static Duration wholeDays(Duration duration) {
		return Duration.ofDays(Math.round(duration.toMinutes() / (double) Duration.ofDays(1).toMinutes()));
	}

	private static String normalize(String text) {
		Instant now = Instant.now();
		String withTimes = INSTANT.matcher(text)
			.replaceAll((time) -> NOW.plus(wholeDays(Duration.between(now, Instant.parse(time.group())))).toString());
		return PORT.matcher(withTimes).replaceAll("$1:PORT");
	}

	@Override
	public void close() {
		logger().detachAppender(this.log);
	}

	private static final class LinesAppender extends AppenderBase<ILoggingEvent> {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLevel().isGreaterOrEqual(Level.INFO)) {
				this.lines.add(event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage());
			}
		}

	}

}
