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

import java.nio.file.Path;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import plus.social.spring.testsupport.Chromium;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterApplication} on two nodes, as somebody with a browser sees it.
 */
@ExtendWith(Chromium.class)
class ClusterApplicationBrowserTests {

	private static LocalCluster cluster;

	@BeforeAll
	static void start() {
		cluster = LocalCluster.onFreePorts();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@Test
	void whoLogsInOnANodeThatEndsIsLoggedInOnTheOtherWithTheSameToken(Page page) {
		page.navigate(cluster.getUrl(1));
		page.getByLabel("User name").fill("alice");
		page.getByLabel("Password").fill("demo");
		click(page, "Log in");
		heading(page, "Node 1 has answered");
		heading(page, "Your session holds a Social Plus token");
		String minted = page.locator("time").textContent();
		click(page, "End node 1");
		page.waitForURL(cluster.getUrl(2) + "/?ended");
		heading(page, "Node 2 has answered");
		heading(page, "Your session holds a Social Plus token");
		page.getByText("Logged in as alice").waitFor();
		assertThat(page.locator("time").textContent()).isEqualTo(minted);
		assertThat(cluster.getEmulator().getTokenCount("alice")).isOne();
		takePicture(page);
	}

	private static void takePicture(Page page) {
		String picture = System.getProperty("socialplus.tests.picture", "target/cluster.png");
		page.setViewportSize(760, 720);
		page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(picture)));
	}

	private static void click(Page page, String name) {
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
	}

	private static void heading(Page page, String name) {
		page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true)).waitFor();
	}

}
