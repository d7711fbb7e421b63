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

package plus.social.spring.compatibility.classpath;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;

/**
 * Finds the POMs of this build and those of invented libraries.
 */
final class ModuleReader implements WorkspaceReader {

	static final String VERSION = "0.1.0-SNAPSHOT";

	private static final Pattern ARTIFACT = Pattern.compile("(?s)(?:<parent>.*?</parent>)?\\s*"
			+ "(?:<groupId>plus\\.social\\.spring</groupId>\\s*)?<artifactId>(socialplus-[^<]*)</artifactId>");

	private static final String LIBRARY = """
			<project>
				<modelVersion>4.0.0</modelVersion>
				<groupId>%s</groupId>
				<artifactId>%s</artifactId>
				<version>%s</version>
				<dependencies>%s</dependencies>
			</project>
			""";

	private static final String DEPENDENCY = """
			<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>
			""";

	private final WorkspaceRepository repository = new WorkspaceRepository();

	private final Map<String, File> poms = new HashMap<>();

	ModuleReader(Path build) {
		try (Stream<Path> folders = Files.list(build)) {
			Stream.concat(Stream.of(build), folders)
				.map((folder) -> folder.resolve("pom.xml"))
				.filter(Files::isRegularFile)
				.forEach((pom) -> this.poms.put(toKey("plus.social.spring", artifactOf(pom)), pom.toFile()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String artifactOf(Path pom) {
		try {
			Matcher matcher = ARTIFACT.matcher(Files.readString(pom));
			return matcher.find() ? matcher.group(1) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void addLibrary(String coordinates, List<Artifact> dependencies) {
		String[] parts = coordinates.split(":");
		try {
			Path pom = Files.createTempFile(parts[1], ".pom");
			pom.toFile().deleteOnExit();
			Files.writeString(pom, LIBRARY.formatted(parts[0], parts[1], VERSION,
					dependencies.stream().map(ModuleReader::toXml).collect(Collectors.joining())));
			this.poms.put(toKey(parts[0], parts[1]), pom.toFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String toXml(Artifact dependency) {
		return DEPENDENCY.formatted(dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
	}

	private static String toKey(String group, String artifact) {
		return group + ":" + artifact;
	}

	@Override
	public WorkspaceRepository getRepository() {
		return this.repository;
	}

	@Override
	public File findArtifact(Artifact artifact) {
		return artifact.getExtension().equals("pom")
				? this.poms.get(toKey(artifact.getGroupId(), artifact.getArtifactId())) : null;
	}

	@Override
	public List<String> findVersions(Artifact artifact) {
		return this.poms.containsKey(toKey(artifact.getGroupId(), artifact.getArtifactId())) ? List.of(VERSION)
				: List.of();
	}

}
