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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import plus.social.spring.token.SocialPlusAuthToken;
import plus.social.spring.token.SocialPlusException;

/**
 * What an application's page says about a token: which one it is, without telling it, or
 * why there is none.
 */
public final class TokenPage {

	/**
	 * There is none.
	 */
	public static final String NONE = "none";

	private TokenPage() {
	}

	public static String of(SocialPlusAuthToken token) {
		return fingerprint(token.getTokenValue()) + " of " + token.getUserId();
	}

	/**
	 * Return the reason, and below it everything else that a failure says.
	 */
	public static String of(Throwable failure) {
		StringWriter page = new StringWriter();
		page.append((failure instanceof SocialPlusException exception) ? exception.getReason().name() : "UNKNOWN");
		page.append("\n");
		failure.printStackTrace(new PrintWriter(page, true));
		return page.toString();
	}

	/**
	 * Return what stands for a token.
	 */
	public static String fingerprint(String token) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
