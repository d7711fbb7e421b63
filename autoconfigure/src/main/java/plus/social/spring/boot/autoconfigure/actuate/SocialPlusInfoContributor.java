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

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import plus.social.spring.boot.autoconfigure.SocialPlusProperties;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/**
 * {@link InfoContributor} that shows how Social Plus is configured.
 */
final class SocialPlusInfoContributor implements InfoContributor {

	private final SocialPlusProperties properties;

	SocialPlusInfoContributor(SocialPlusProperties properties) {
		this.properties = properties;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("region", this.properties.getRegion().name().toLowerCase(Locale.ROOT));
		details.put("secureMode", this.properties.isSecureMode());
		details.put("mtls", this.properties.getMtls() != null);
		details.put("loginMode", this.properties.getLogin().getMode().name().toLowerCase(Locale.ROOT));
		builder.withDetail("socialplus", details);
	}

}
