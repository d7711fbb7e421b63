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

package plus.social.spring.boot.autoconfigure.actuate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the health of Social Plus.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("management.health.socialplus")
public final class SocialPlusHealthIndicatorProperties {

	/**
	 * Whether the health is OUT_OF_SERVICE instead of UP during an outage of Social Plus.
	 */
	private final boolean outOfServiceOnOutage;

	public SocialPlusHealthIndicatorProperties(@DefaultValue("false") boolean outOfServiceOnOutage) {
		this.outOfServiceOnOutage = outOfServiceOnOutage;
	}

	public boolean isOutOfServiceOnOutage() {
		return this.outOfServiceOnOutage;
	}

}
