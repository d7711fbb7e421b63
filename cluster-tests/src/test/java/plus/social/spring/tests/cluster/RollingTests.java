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

package plus.social.spring.tests.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import plus.social.spring.session.SocialPlusTokenAttributes;
import plus.social.spring.token.SocialPlusAuthToken;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.jackson.SecurityJacksonModules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that nodes of two versions can share sessions, however these are written.
 */
class RollingTests {

	private static final Instant EXPIRES_AT = Instant.parse("2026-01-01T00:10:00.123456Z");

	private final SocialPlusAuthToken token = new SocialPlusAuthToken("Zoë 🦊", "t0ken-~!", EXPIRES_AT);

	private final HashMap<String, Object> attributes = new HashMap<>();

	RollingTests() {
		SocialPlusTokenAttributes.write(this.token, this.attributes::put);
	}

	@Test
	void attributesPassAFilterThatKnowsOnlyTheClassesOfTheJdk() throws Exception {
		assertThat(readFiltered(write(this.attributes))).isEqualTo(this.attributes);
		for (Object value : this.attributes.values()) {
			assertThat(readFiltered(write(value))).isEqualTo(value).isInstanceOf(String.class);
		}
	}

	@Test
	void theFilterWouldStopAClassOfOurs() throws Exception {
		byte[] ours = write(SocialPlusTokenAttributes.class);
		assertThatExceptionOfType(InvalidClassException.class).isThrownBy(() -> readFiltered(ours));
	}

	@Test
	void attributesNeedNoEntryInSpringSecuritysAllowList() {
		JsonMapper mapper = JsonMapper.builder()
			.addModules(SecurityJacksonModules.getModules(getClass().getClassLoader()))
			.build();
		this.attributes.values().forEach((value) -> {
			String json = mapper.writeValueAsString(value);
			assertThat(json).isEqualTo("\"" + value + "\"");
			assertThat(mapper.readValue(json, Object.class)).isEqualTo(value);
		});
		this.attributes.put("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(UsernamePasswordAuthenticationToken
			.authenticated("alice", null, AuthorityUtils.createAuthorityList("ROLE_USER"))));
		Map<?, ?> read = mapper.readValue(mapper.writeValueAsString(this.attributes), Map.class);
		assertThat(SocialPlusTokenAttributes.read((name) -> read.get(name))).isEqualTo(this.token);
	}

	// It must never be changed: nodes with that version may be running.
	@Test
	void theFirstVersionReadsWhatThisOneWrites() {
		assertThat(this.attributes).containsOnlyKeys("SOCIALPLUS_AUTH_TOKEN", "SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT",
				"SOCIALPLUS_USER_ID");
		String tokenValue = (String) this.attributes.get("SOCIALPLUS_AUTH_TOKEN");
		String expiresAt = (String) this.attributes.get("SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT");
		String userId = (String) this.attributes.get("SOCIALPLUS_USER_ID");
		assertThat(new SocialPlusAuthToken(userId, tokenValue, Instant.parse(expiresAt))).isEqualTo(this.token);
	}

	// As above.
	@Test
	void thisVersionReadsWhatTheFirstOneWrote() {
		Map<String, Object> written = Map.of("SOCIALPLUS_AUTH_TOKEN", "t0ken-~!", "SOCIALPLUS_AUTH_TOKEN_EXPIRES_AT",
				"2026-01-01T00:10:00.123456Z", "SOCIALPLUS_USER_ID", "Zoë 🦊", "SOCIALPLUS_OF_A_LATER_VERSION", 42);
		assertThat(SocialPlusTokenAttributes.read(written::get)).isEqualTo(this.token);
	}

	private static byte[] write(Object value) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(value);
		}
		return bytes.toByteArray();
	}

	private static Object readFiltered(byte[] bytes) throws IOException, ClassNotFoundException {
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
			in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("java.base/*;!*"));
			return in.readObject();
		}
	}

}
