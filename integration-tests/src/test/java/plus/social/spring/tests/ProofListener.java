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

package plus.social.spring.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

import org.springframework.util.ReflectionUtils;

/**
 * Records which tests that {@linkplain Proves prove} something are part of this run, and
 * which of them have passed. The tests of a build run in several JVMs: each writes what
 * it has recorded into a file.
 */
public class ProofListener implements TestExecutionListener {

	// Has the time of the build in its name, so that it holds nothing of another build.
	private static final String DIRECTORY = System.getProperty("tests.proofs");

	private static final Set<Proof> planned = ConcurrentHashMap.newKeySet();

	private static final Set<Proof> passed = ConcurrentHashMap.newKeySet();

	private static final Set<Proof> failed = ConcurrentHashMap.newKeySet();

	/**
	 * Add what other JVMs of this build have recorded.
	 */
	static void read() throws IOException {
		if (DIRECTORY == null || !Files.isDirectory(Path.of(DIRECTORY))) {
			return;
		}
		try (Stream<Path> files = Files.list(Path.of(DIRECTORY))) {
			for (Path file : files.toList()) {
				for (String line : Files.readAllLines(file)) {
					String[] words = line.split(" ", 2);
					set(words[0]).add(Proof.parse(words[1]));
				}
			}
		}
	}

	private static Set<Proof> set(String name) {
		return switch (name) {
			case "planned" -> planned;
			case "passed" -> passed;
			case "failed" -> failed;
			default -> throw new IllegalArgumentException(name);
		};
	}

	/**
	 * Return what this run was asked to prove, whether it did or not.
	 */
	static Set<Proof> planned() {
		return Set.copyOf(planned);
	}

	/**
	 * Return what has been proven so far: each test has passed at least once, and each
	 * time.
	 */
	static Set<Proof> proven() {
		return passed.stream()
			.filter((proof) -> !failed.contains(proof))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Override
	public void testPlanExecutionStarted(TestPlan plan) {
		for (TestIdentifier root : plan.getRoots()) {
			plan.getDescendants(root).forEach((test) -> {
				planned.addAll(proofs(test));
				planned.addAll(proofsOfParameterizedClass(test));
			});
		}
	}

	@Override
	public void executionFinished(TestIdentifier test, TestExecutionResult result) {
		if (result.getStatus() != Status.SUCCESSFUL) {
			failed.addAll(proofs(test));
		}
		else if (test.isTest()) {
			passed.addAll(proofs(test));
		}
	}

	@Override
	public void executionSkipped(TestIdentifier test, String reason) {
		failed.addAll(proofs(test));
	}

	@Override
	public void testPlanExecutionFinished(TestPlan plan) {
		if (DIRECTORY == null || planned.isEmpty()) {
			return;
		}
		try {
			Path directory = Files.createDirectories(Path.of(DIRECTORY));
			Files.write(directory.resolve(ProcessHandle.current().pid() + ".txt"),
					Stream.of("planned", "passed", "failed")
						.flatMap((name) -> set(name).stream().map((proof) -> name + " " + proof.format()))
						.toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// The methods of such a class are known only when it runs.
	private static Set<Proof> proofsOfParameterizedClass(TestIdentifier test) {
		return test.getSource()
			.filter(ClassSource.class::isInstance)
			.map((source) -> ((ClassSource) source).getJavaClass())
			.filter((type) -> type.isAnnotationPresent(ParameterizedClass.class))
			.stream()
			.flatMap((type) -> Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
				.flatMap((method) -> Proof.of(type, method).stream()))
			.collect(Collectors.toSet());
	}

	private static Set<Proof> proofs(TestIdentifier test) {
		return test.getSource()
			.filter(MethodSource.class::isInstance)
			.map(MethodSource.class::cast)
			.map((source) -> Proof.of(source.getJavaClass(), source.getJavaMethod()))
			.orElse(Set.of());
	}

}
