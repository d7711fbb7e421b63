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

package plus.social.spring.benchmarks.application;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What the application has used, as it prints it and as the process that started it reads
 * it.
 *
 * @param cpuNanos the processor time since the start
 * @param allocatedBytes the bytes allocated since the first usage that was printed
 * @param heapBytes the bytes of the heap in use
 * @param residentBytes the memory of the process, or 0 if the operating system is not
 * Linux
 * @param loadedClasses the number of loaded classes
 * @param beans the number of bean definitions
 */
public record Usage(long cpuNanos, long allocatedBytes, long heapBytes, long residentBytes, long loadedClasses,
		long beans) {

	private static final String PREFIX = "Usage ";

	/**
	 * Return whether a line of output is a usage.
	 * @param line the line
	 * @return {@code true} if {@link #parse} understands it
	 */
	public static boolean isPrintedIn(String line) {
		return line.startsWith(PREFIX);
	}

	/**
	 * Parse a line of output.
	 * @param line the line
	 * @return the usage
	 */
	public static Usage parse(String line) {
		long[] values = Arrays.stream(line.substring(PREFIX.length()).split(" ")).mapToLong(Long::parseLong).toArray();
		return new Usage(values[0], values[1], values[2], values[3], values[4], values[5]);
	}

	@Override
	public String toString() {
		return LongStream
			.of(this.cpuNanos, this.allocatedBytes, this.heapBytes, this.residentBytes, this.loadedClasses, this.beans)
			.mapToObj(Long::toString)
			.collect(Collectors.joining(" ", PREFIX, ""));
	}

}
