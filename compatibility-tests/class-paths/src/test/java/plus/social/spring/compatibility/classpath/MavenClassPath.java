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
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;

/**
 * What Maven makes of the dependencies of an application with the BOMs of Spring Cloud
 * and Spring Boot. Modules of this build are read where they are; only POMs are resolved.
 */
final class MavenClassPath {

	private static final List<RemoteRepository> REPOSITORIES = List
		.of(new RemoteRepository.Builder("central", "default", System.getProperty("maven.repository")).build());

	private final RepositorySystem system = new RepositorySystemSupplier().get();

	private final ModuleReader modules = new ModuleReader(Path.of("../.."));

	private final RepositorySystemSession session = new SessionBuilderSupplier(this.system).get()
		.withLocalRepositoryBaseDirectories(new File(System.getProperty("maven.local-repository")).toPath())
		.setCache(new DefaultRepositoryCache())
		.setWorkspaceReader(this.modules)
		.setSystemProperties(System.getProperties())
		.setUserProperties(versions())
		.build();

	private final List<Dependency> managed = Stream
		.of(managedBy("org.springframework.cloud:spring-cloud-dependencies:pom:"
				+ System.getProperty("spring-cloud.version")),
				managedBy("org.springframework.boot:spring-boot-dependencies:pom:"
						+ System.getProperty("spring-boot.version")))
		.flatMap(List::stream)
		.toList();

	// What is given on the command line is true of every POM.
	private static Map<String, String> versions() {
		Map<String, String> versions = new HashMap<>();
		for (String name : List.of("spring-boot.version", "netty.version")) {
			String version = System.getProperty(name, "");
			if (!version.isEmpty() && !version.startsWith("$")) {
				versions.put(name, version);
			}
		}
		return versions;
	}

	private List<Dependency> managedBy(String bom) {
		try {
			return this.system
				.readArtifactDescriptor(this.session,
						new ArtifactDescriptorRequest(new DefaultArtifact(bom), REPOSITORIES, null))
				.getManagedDependencies();
		}
		catch (ArtifactDescriptorException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Make a library that has dependencies of its own.
	 * @param coordinates its group and artifact
	 * @param dependencies what it depends on, as {@link #resolve(List)} takes it
	 */
	void addLibrary(String coordinates, List<String> dependencies) {
		this.modules.addLibrary(coordinates, dependencies.stream().map(this::toArtifact).toList());
	}

	/**
	 * Resolve a runtime class path.
	 * @param dependencies groups and artifacts, in their order
	 * @return group, artifact, classifier if any, and version of each jar
	 */
	Set<String> resolve(List<String> dependencies) {
		CollectRequest request = new CollectRequest();
		request.setRepositories(REPOSITORIES);
		request.setManagedDependencies(this.managed);
		request.setDependencies(
				dependencies.stream().map((dependency) -> new Dependency(toArtifact(dependency), "compile")).toList());
		try {
			Set<String> jars = new LinkedHashSet<>();
			add(this.system.collectDependencies(this.session, request).getRoot(), jars);
			return jars;
		}
		catch (DependencyCollectionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Artifact toArtifact(String dependency) {
		return this.managed.stream()
			.map(Dependency::getArtifact)
			.filter((artifact) -> dependency.equals(artifact.getGroupId() + ":" + artifact.getArtifactId()))
			.filter((artifact) -> artifact.getClassifier().isEmpty())
			.findFirst()
			.orElseGet(() -> new DefaultArtifact(dependency + ":" + ModuleReader.VERSION));
	}

	private static void add(DependencyNode node, Set<String> jars) {
		Artifact artifact = node.getArtifact();
		if (artifact != null) {
			String classifier = artifact.getClassifier().isEmpty() ? "" : artifact.getClassifier() + ":";
			jars.add(artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + classifier + artifact.getVersion());
		}
		node.getChildren().forEach((child) -> add(child, jars));
	}

}
