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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import plus.social.spring.testsupport.FreePort;
import redis.embedded.core.ExecutableProvider;

import org.springframework.util.FileSystemUtils;

/**
 * A Redis without a disk: what it holds is gone when it ends.
 */
final class RedisStore implements Store {

	private static final Pattern SESSION_ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final long JOB_MILLIS = TimeUnit.MINUTES.toMillis(3);

	private final int port = FreePort.find();

	private final Path directory;

	private final List<String> command;

	private ServerProcess server;

	RedisStore() {
		try {
			this.directory = Files.createTempDirectory("redis");
			this.command = List.of(ExecutableProvider.newJarResourceProvider(this.directory.toFile()).get().getPath(),
					"--bind", "127.0.0.1", "--port", String.valueOf(this.port), "--save", "", "--appendonly", "no",
					"--dir", this.directory.toString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		restart();
	}

	@Override
	public List<String> getProperties(int seconds) {
		return List.of("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + this.port,
				"spring.data.redis.timeout=" + seconds + "s", "spring.data.redis.connect-timeout=" + seconds + "s");
	}

	@Override
	public List<String> findOrphans() {
		List<String> orphans = new ArrayList<>();
		try (RedisConnection connection = new RedisConnection(this.port)) {
			for (String key : connection.list("KEYS", "*")) {
				if (connection.number("PTTL", key) < 0) {
					findMembersWithoutSession(connection, key, orphans);
				}
			}
		}
		return orphans;
	}

	// Sets that say what expires in a minute are taken away by a job then, and sets of
	// the
	// index by user with their last session.
	private static void findMembersWithoutSession(RedisConnection connection, String key, List<String> orphans) {
		if (key.contains(":expirations:")) {
			long minute = Long.parseLong(key.substring(key.lastIndexOf(':') + 1));
			if (minute + JOB_MILLIS < System.currentTimeMillis()) {
				orphans.add(key + " is out of date");
			}
			return;
		}
		if (!key.contains(":index:")) {
			orphans.add(key + " never expires");
			return;
		}
		String sessions = key.substring(0, key.indexOf(":index:")) + ":sessions:";
		for (String member : connection.list("SMEMBERS", key)) {
			Matcher id = SESSION_ID.matcher(member);
			if (!id.find() || connection.number("EXISTS", sessions + id.group()) == 0) {
				orphans.add(key + " has a member without a session: " + member);
			}
		}
	}

	@Override
	public void clear() {
		tell("FLUSHALL");
	}

	@Override
	public void stall() {
		this.server.stall();
	}

	@Override
	public void resume() {
		this.server.resume();
	}

	@Override
	public void end() {
		this.server.end();
	}

	@Override
	public void restart() {
		this.server = ServerProcess.start(this.command, this.directory, this.port);
	}

	// What a Redis that is full does.
	@Override
	public void refuseWrites() {
		tell("CONFIG", "SET", "maxmemory", "1");
	}

	@Override
	public void allowWrites() {
		tell("CONFIG", "SET", "maxmemory", "0");
	}

	private void tell(String... command) {
		try (RedisConnection connection = new RedisConnection(this.port)) {
			connection.call(command);
		}
	}

	@Override
	public void close() {
		end();
		FileSystemUtils.deleteRecursively(this.directory.toFile());
	}

}
