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

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.springframework.util.DigestUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * File of the {@linkplain BrowserModule browser module}, the same for all users.
 *
 * @since 0.1.0
 */
public final class BrowserModuleFile {

	private final String path;

	private final String contentType;

	private final SingletonSupplier<Content> content;

	BrowserModuleFile(String path, String contentType, Supplier<String> content) {
		this.path = path;
		this.contentType = contentType;
		this.content = SingletonSupplier.of(() -> Content.of(content.get()));
	}

	/**
	 * Return the path of the file.
	 * @return the path below the context path
	 */
	public String getPath() {
		return this.path;
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
		return this.content.obtain().bytes().clone();
	}

	/**
	 * Return the entity tag of the content.
	 * @return the value of {@code ETag}
	 */
	public String getEtag() {
		return this.content.obtain().etag();
	}

	/**
	 * Content of the file and its entity tag.
	 */
	private record Content(byte[] bytes, String etag) {

		static Content of(String text) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			// Times of files in the jar are the same for every version.
			return new Content(bytes, "\"" + DigestUtils.md5DigestAsHex(bytes) + "\"");
		}

	}

}
