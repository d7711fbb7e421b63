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
import java.nio.file.Path;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests that the table in {@code docs/clusters.md} is what the tests before have seen.
 */
@Order(Integer.MAX_VALUE)
class ClusterTableTests {

	private final ClusterTable table = new ClusterTable(Path.of("../docs/clusters.md"));

	@Test
	void thePageSaysWhatWasSeen() throws IOException {
		assumeThat(ClusterTable.isComplete()).as("every other test has been run").isTrue();
		if ("write".equals(System.getProperty("socialplus.tests.cluster-table"))) {
			this.table.write();
		}
		assertThat(this.table.read()).isEqualTo(ClusterTable.getRows());
	}

}
