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

package plus.social.spring.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * JavaScript module that connects the client SDK in a browser, and its types for
 * TypeScript. It contains the paths of the application's endpoints.
 *
 * @since 0.1.0
 */
public final class BrowserModule {

	static final String SCRIPT = "socialplus.js";

	static final String TYPES = "socialplus.d.ts";

	/**
	 * Paths without characters that are special in a URL or in a string of JavaScript.
	 */
	private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

	private final BrowserModuleFile script;

	private final BrowserModuleFile types;

	/**
	 * Create a module.
	 * @param modulePath the folder of its files, below the context path
	 * @param tokenPath the path of the token endpoint
	 * @param visitorPath the path of the endpoint for visitors
	 */
	public BrowserModule(String modulePath, String tokenPath, String visitorPath) {
		checkPath("modulePath", modulePath);
		checkPath("tokenPath", tokenPath);
		checkPath("visitorPath", visitorPath);
		String scriptPath = modulePath + "/" + SCRIPT;
		// Read with the first request, and not while the application starts.
		this.script = new BrowserModuleFile(scriptPath, "text/javascript;charset=UTF-8",
				() -> readScript(scriptPath, tokenPath, visitorPath));
		this.types = new BrowserModuleFile(modulePath + "/" + TYPES, "text/plain;charset=UTF-8", () -> read(TYPES));
	}

	private static String readScript(String scriptPath, String tokenPath, String visitorPath) {
		String source = replace(read(SCRIPT), "module: '/socialplus/socialplus.js'", "module: '" + scriptPath + "'");
		source = replace(source, "token: '/socialplus/token'", "token: '" + tokenPath + "'");
		return replace(source, "visitor: '/socialplus/visitor'", "visitor: '" + visitorPath + "'");
	}

	/**
	 * Return the module itself.
	 * @return the script
	 */
	public BrowserModuleFile getScript() {
		return this.script;
	}

	/**
	 * Return all files.
	 * @return the script and its types
	 */
	public List<BrowserModuleFile> getFiles() {
		return List.of(this.script, this.types);
	}

	private static void checkPath(String name, String path) {
		Assert.isTrue(path != null && PATH.matcher(path).matches(),
				() -> "'" + name + "' must be a path of letters, digits and '-', '.', '_', '~'");
	}

	private static String replace(String source, String original, String replacement) {
		Assert.state(source.contains(original), () -> SCRIPT + " has no \"" + original + "\"");
		return source.replace(original, replacement);
	}

	private static String read(String name) {
		try (InputStream file = BrowserModule.class.getResourceAsStream(name)) {
			Assert.state(file != null, () -> name + " is missing");
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
