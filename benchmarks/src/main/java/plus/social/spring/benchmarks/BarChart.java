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

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.web.util.HtmlUtils;

/**
 * Bars of ratios in groups, as an SVG image. A line shows the ratio 1. A bar that is too
 * long ends at the edge; its number is always shown.
 */
final class BarChart {

	private static final int WIDTH = 760;

	private static final int LABEL_WIDTH = 220;

	private static final int NUMBER_WIDTH = 50;

	private static final int ROW_HEIGHT = 20;

	private static final double MAX_RATIO = 4;

	private static final double SCALE = (WIDTH - LABEL_WIDTH - NUMBER_WIDTH) / MAX_RATIO;

	private final Map<String, Map<String, Double>> groups = new LinkedHashMap<>();

	void add(String group, String label, double ratio) {
		this.groups.computeIfAbsent(group, (name) -> new LinkedHashMap<>()).put(label, ratio);
	}

	String toSvg() {
		StringBuilder rows = new StringBuilder();
		int y = 0;
		for (Map.Entry<String, Map<String, Double>> group : this.groups.entrySet()) {
			y += ROW_HEIGHT;
			rows.append(text(0, y, "font-weight=\"bold\"", group.getKey()));
			for (Map.Entry<String, Double> bar : group.getValue().entrySet()) {
				y += ROW_HEIGHT;
				rows.append(bar(y, bar.getKey(), bar.getValue()));
			}
			y += ROW_HEIGHT / 2;
		}
		double one = LABEL_WIDTH + SCALE;
		return format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
				+ " font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n%s"
				+ "<line x1=\"%.0f\" x2=\"%.0f\" y1=\"0\" y2=\"%d\" stroke=\"#444\" stroke-dasharray=\"3 3\"/>%n</svg>%n",
				WIDTH, y, rows, one, one, y);
	}

	private static String bar(int y, String label, double ratio) {
		double length = Math.min(ratio, MAX_RATIO) * SCALE;
		return text(10, y, "", label)
				+ format("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n", LABEL_WIDTH,
						y - ROW_HEIGHT + 7, length, ROW_HEIGHT - 4,
						label.contains(TokenCallers.OURS) ? "#2b7a3d" : "#9aa5b1")
				+ text((int) (LABEL_WIDTH + length + 6), y, "", format("%.2f", ratio));
	}

	private static String text(int x, int y, String attributes, String text) {
		return format("<text x=\"%d\" y=\"%d\" %s>%s</text>%n", x, y, attributes, HtmlUtils.htmlEscape(text));
	}

	private static String format(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

}
