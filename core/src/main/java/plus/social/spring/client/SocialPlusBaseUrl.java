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

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * The base URL of Social Plus. The server key is sent there, so it must be {@code https},
 * unless it is a loopback address, such as that of an emulator.
 *
 * @since 0.1.0
 */
public final class SocialPlusBaseUrl {

	private static final Pattern LOOPBACK = Pattern
		.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[(0*:)*:?0*1]");

	private final URI uri;

	private SocialPlusBaseUrl(URI uri) {
		this.uri = uri;
	}

	/**
	 * Return the base URL with the given text.
	 * @param url an absolute {@code https} URL, or an {@code http} URL whose host is
	 * {@code localhost} or a loopback address; a path is a prefix for every call; user
	 * info, query and fragment are not allowed
	 * @return the base URL
	 * @throws IllegalArgumentException if it is anything else; the message does not
	 * contain it, as it may include a secret
	 */
	public static SocialPlusBaseUrl of(String url) {
		Assert.hasText(url, "Base URL must not be empty");
		try {
			return of(new URI(url));
		}
		catch (URISyntaxException ex) {
			// Without the cause, whose message repeats the text.
			throw new IllegalArgumentException(
					"Base URL is not a valid URL" + ((ex.getIndex() >= 0) ? " (at index " + ex.getIndex() + ")" : ""));
		}
		catch (NumberFormatException ex) {
			// From the JDK, for an address like [::1.2.3.99999999999]; its message
			// repeats the text as well.
			throw new IllegalArgumentException("Base URL is not a valid URL");
		}
	}

	/**
	 * Return the base URL with the given URI.
	 * @param uri the URI, with the same restrictions as in {@link #of(String)}
	 * @return the base URL
	 * @throws IllegalArgumentException if it is not allowed
	 */
	public static SocialPlusBaseUrl of(URI uri) {
		Assert.notNull(uri, "Base URL must not be null");
		Assert.isTrue(uri.isAbsolute() && StringUtils.hasText(uri.getHost()),
				"Base URL must be absolute and name a host");
		Assert.isTrue(uri.getRawUserInfo() == null, "Base URL must not contain user info");
		Assert.isTrue(uri.getRawQuery() == null && uri.getRawFragment() == null,
				"Base URL must not contain a query or a fragment");
		Assert.isTrue(uri.getPort() != 0 && uri.getPort() <= 65535, "Base URL must have a port from 1 to 65535");
		String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
		Assert.isTrue("https".equals(scheme) || ("http".equals(scheme) && isLoopback(uri)),
				"Base URL must be https (http is for loopback addresses only)");
		return new SocialPlusBaseUrl(URI.create(StringUtils.trimTrailingCharacter(uri.toString(), '/')));
	}

	private static boolean isLoopback(URI uri) {
		return LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
	}

	/**
	 * Return the URL of a call.
	 * @param path the path of the call, with a leading slash
	 * @return the path below this base URL
	 */
	URI resolve(String path) {
		return URI.create(this.uri + path);
	}

	/**
	 * Return this base URL as a URI.
	 * @return the URI, without a trailing slash
	 */
	public URI toUri() {
		return this.uri;
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof SocialPlusBaseUrl other && this.uri.equals(other.uri);
	}

	@Override
	public int hashCode() {
		return this.uri.hashCode();
	}

	@Override
	public String toString() {
		return this.uri.toString();
	}

}
