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

package plus.social.spring.tests;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import plus.social.spring.testsupport.Browser;

/**
 * Everything that an application has answered to a browser, as text: status, headers and
 * body. What differs from run to run is replaced: dates, the port, and random values. A
 * session id becomes a number, so that a change of the id shows.
 */
public final class Transcript {

	private static final Pattern SESSION_ID = Pattern.compile("(?:JSESSIONID|SESSION)=([^;\\s]+)");

	private final List<String> sessionIds = new ArrayList<>();

	private Transcript() {
	}

	static String of(Browser browser) {
		return of(browser, browser.getAnswers());
	}

	/**
	 * Return some of a browser's answers as text.
	 */
	public static String of(Browser browser, List<HttpResponse<String>> answers) {
		Transcript transcript = new Transcript();
		return answers.stream().map((answer) -> transcript.render(browser, answer)).collect(Collectors.joining("\n\n"));
	}

	private String render(Browser browser, HttpResponse<String> answer) {
		String head = answer.request().method() + " " + answer.uri() + "\n" + answer.statusCode() + "\n";
		String headers = answer.headers()
			.map()
			.entrySet()
			.stream()
			.filter((header) -> !header.getKey().equals("date"))
			.flatMap((header) -> header.getValue().stream().map((value) -> header.getKey() + ": " + value + "\n"))
			// Where a body is streamed, Spring Security writes its headers on two
			// threads,
			// now and then both at once, with the starter or without.
			.distinct()
			.collect(Collectors.joining());
		return numberSessions(head + headers + answer.body())
			.replace(browser.getBaseUrl().getAuthority(), "APPLICATION")
			.replace(browser.getBaseUrl().getAuthority().replace(":", "%3A"), "APPLICATION")
			.replaceAll("(?<=_csrf\" type=\"hidden\" value=\")[^\"]+", "CSRF")
			.replaceAll("(?<=\"X-CSRF-TOKEN\" ?: ?\")[^\"]+", "CSRF")
			.replaceAll("(?<=[?&](?:state|nonce|code|code_challenge)=)[^&\\s\"]+", "RANDOM")
			.replaceAll("(?<=\"(?:challenge|id)\":\")[^\"]+", "RANDOM")
			.replaceAll("(?<=remember-me=)[^;]+(?=;.* Max-Age=[1-9])", "RANDOM")
			.replaceAll("(?<=<div id='created'>|\"timestamp\":\")[^<\"]+", "DATE")
			.replaceAll("(?<=Expires=)[^;]+(?=; Max-Age=[1-9])|(?<=Max-Age=\\d{1,10}; Expires=)[^;]+", "DATE")
			.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
	}

	private String numberSessions(String text) {
		Matcher matcher = SESSION_ID.matcher(text);
		while (matcher.find()) {
			if (!this.sessionIds.contains(matcher.group(1))) {
				this.sessionIds.add(matcher.group(1));
			}
		}
		String numbered = text;
		for (String id : this.sessionIds) {
			numbered = numbered.replace(id, "session-" + this.sessionIds.indexOf(id));
		}
		return numbered;
	}

}
