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

import org.jspecify.annotations.Nullable;

/**
 * The region of a Social Plus network, as shown in the Console. It never changes.
 *
 * @since 0.1.0
 */
public enum SocialPlusRegion {

	/**
	 * Europe.
	 */
	EU("https://apix.eu.amity.co"),

	/**
	 * Singapore, the default of Social Plus's own SDK. Also known as
	 * {@code https://apix.amity.co}.
	 */
	SG("https://apix.sg.amity.co"),

	/**
	 * United States.
	 */
	US("https://apix.us.amity.co");

	private static final SocialPlusBaseUrl SG_ALIAS = SocialPlusBaseUrl.of("https://apix.amity.co");

	private final SocialPlusBaseUrl baseUrl;

	SocialPlusRegion(String baseUrl) {
		this.baseUrl = SocialPlusBaseUrl.of(baseUrl);
	}

	/**
	 * Find the region with a base URL.
	 * @param baseUrl the base URL
	 * @return the region, or {@code null} if it is the base URL of none
	 */
	static @Nullable SocialPlusRegion find(SocialPlusBaseUrl baseUrl) {
		if (baseUrl.equals(SG_ALIAS)) {
			return SG;
		}
		for (SocialPlusRegion region : values()) {
			if (region.baseUrl.equals(baseUrl)) {
				return region;
			}
		}
		return null;
	}

	/**
	 * Return the base URL of the region.
	 * @return the base URL
	 */
	public SocialPlusBaseUrl getBaseUrl() {
		return this.baseUrl;
	}

}
