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

import org.springframework.util.Assert;
import org.springframework.util.DigestUtils;

/**
 * A file of the module that connects the client SDK in a browser. It is public, and the
 * same for everybody.
 *
 * @since 0.1.0
 */
public enum BrowserModuleFile {

	/**
	 * The module itself.
	 */
	SCRIPT("socialplus.js", "text/javascript;charset=UTF-8"),

	/**
	 * Its types, for TypeScript.
	 */
	TYPES("socialplus.d.ts", "text/plain;charset=UTF-8");

	/**
	 * Where the files are served, below the context path: the module looks for the
	 * endpoint beside itself.
	 */
	private static final String FOLDER = "/socialplus/";

	private final String name;

	private final String contentType;

	private final byte[] content;

	private final String etag;

	BrowserModuleFile(String name, String contentType) {
		this.name = name;
		this.contentType = contentType;
		this.content = read(name);
		// Times of files in the jar are the same for every version.
		this.etag = "\"" + DigestUtils.md5DigestAsHex(this.content) + "\"";
	}

	/**
	 * Return where it is served.
	 * @return the path below the context path
	 */
	public String getPath() {
		return FOLDER + this.name;
	}

	/**
	 * Return the media type.
	 * @return the value of {@code Content-Type}
	 */
	public String getContentType() {
		return this.contentType;
	}

	/**
	 * Return the content.
	 * @return the bytes of the file
	 */
	public byte[] getContent() {
		return this.content.clone();
	}

	/**
	 * Return what changes with the content.
	 * @return the value of {@code ETag}
	 */
	public String getEtag() {
		return this.etag;
	}

	private static byte[] read(String name) {
		try (InputStream file = BrowserModuleFile.class.getResourceAsStream(name)) {
			Assert.state(file != null, () -> name + " is missing");
			return file.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
