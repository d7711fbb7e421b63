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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures the {@link Usage} of this process.
 */
final class UsageMeter {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private static final Path STATUS = Path.of("/proc/self/status");

	private static final String RESIDENT = "VmRSS:";

	private final ConfigurableApplicationContext context;

	private final AllocatedBytes allocated = new AllocatedBytes();

	UsageMeter(ConfigurableApplicationContext context) {
		this.context = context;
	}

	Usage measure() throws IOException {
		return new Usage(SYSTEM.getProcessCpuTime(), this.allocated.read(),
				ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), readResidentBytes(),
				ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(), this.context.getBeanDefinitionCount());
	}

	/**
	 * Measure after a full garbage collection. The first collection may leave what only
	 * becomes unreachable by it.
	 * @return the usage
	 */
	Usage measureLiveHeap() throws IOException {
		System.gc();
		System.gc();
		return measure();
	}

	private static long readResidentBytes() throws IOException {
		if (!Files.isReadable(STATUS)) {
			return 0;
		}
		return Files.readAllLines(STATUS)
			.stream()
			.filter((line) -> line.startsWith(RESIDENT))
			.mapToLong((line) -> Long.parseLong(line.substring(RESIDENT.length()).strip().split(" ")[0]) * 1024)
			.sum();
	}

}
