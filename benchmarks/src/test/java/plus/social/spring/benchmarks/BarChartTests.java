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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BarChart}.
 */
class BarChartTests {

	private final BarChart chart = new BarChart();

	@Test
	void drawsEachBarInProportion() throws Exception {
		this.chart.add("16 callers", "a <socket> & more", 1);
		this.chart.add("16 callers", TokenCallers.OURS, 2);
		NodeList bars = parse().getElementsByTagName("rect");
		assertThat(width(bars, 2)).isEqualTo(2 * width(bars, 1));
		assertThat(parse().getDocumentElement().getTextContent()).contains("16 callers", "a <socket> & more", "2.00");
	}

	@Test
	void endsALongBarAtTheEdge() throws Exception {
		this.chart.add("16 callers", "slow", 4);
		this.chart.add("16 callers", "slower", 14.5);
		NodeList bars = parse().getElementsByTagName("rect");
		assertThat(width(bars, 2)).isEqualTo(width(bars, 1));
		assertThat(parse().getDocumentElement().getTextContent()).contains("14.50");
	}

	private Document parse() throws Exception {
		return DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new ByteArrayInputStream(this.chart.toSvg().getBytes(StandardCharsets.UTF_8)));
	}

	private static double width(NodeList bars, int index) {
		return Double.parseDouble(bars.item(index).getAttributes().getNamedItem("width").getNodeValue());
	}

}
