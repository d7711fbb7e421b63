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

package plus.social.spring.benchmarks;

import java.lang.management.ManagementFactory;

import org.apache.catalina.util.ServerInfo;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.SpringBootVersion;
import org.springframework.security.core.SpringSecurityCoreVersion;

/**
 * Machine that runs a measurement.
 */
final class Machine {

	private Machine() {
	}

	static void describe(Report report) {
		var system = ManagementFactory.getOperatingSystemMXBean();
		report.log("%s %s, %s, %d cores, load average %.2f", system.getName(), system.getVersion(), system.getArch(),
				system.getAvailableProcessors(), system.getSystemLoadAverage());
		report.log("%s %s", System.getProperty("java.vm.name"), System.getProperty("java.runtime.version"));
		report.log("Spring Boot %s, Spring Security %s, Tomcat %s, Reactor Netty %s", SpringBootVersion.getVersion(),
				String.valueOf(SpringSecurityCoreVersion.getVersion()), ServerInfo.getServerNumber(),
				HttpClient.class.getPackage().getImplementationVersion());
	}

	static double getLoad() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

}
