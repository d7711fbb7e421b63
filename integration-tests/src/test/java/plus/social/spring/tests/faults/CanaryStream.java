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

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Looks for secrets in the lines that are written to a stream.
 */
final class CanaryStream extends FilterOutputStream {

	private final String place;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	CanaryStream(String place, OutputStream out) {
		super(out);
		this.place = place;
	}

	static PrintStream of(String place, OutputStream out) {
		return new PrintStream(new CanaryStream(place, out), true, StandardCharsets.UTF_8);
	}

	@Override
	public synchronized void write(int b) throws IOException {
		this.out.write(b);
		if (b != '\n') {
			this.line.write(b);
			return;
		}
		Canary.scan(this.place, this.line.toString(StandardCharsets.UTF_8));
		this.line.reset();
	}

}
