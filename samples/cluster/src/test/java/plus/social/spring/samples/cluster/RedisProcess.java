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

package plus.social.spring.samples.cluster;

import java.io.IOException;
import java.io.OutputStream;

import redis.embedded.RedisServer;

/**
 * A real Redis on a port of the loopback address, for as long as this process has an
 * input: it ends with the process that started it, also if that was killed.
 */
public final class RedisProcess {

	private RedisProcess() {
	}

	public static void main(String[] args) throws IOException {
		RedisServer redis = RedisServer.newRedisServer().port(Integer.parseInt(args[0])).bind("127.0.0.1").build();
		redis.start();
		System.in.transferTo(OutputStream.nullOutputStream());
		redis.stop();
	}

}
