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
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link LoginMechanismsPage}: it comes last, writes the page anew from what
 * this run has proven, and fails when a cell is lost.
 */
@Order(Integer.MAX_VALUE)
@Tag("pages")
class LoginMechanismsPageTests {

	private final LoginMechanismsPage page = new LoginMechanismsPage(Path.of("../docs/login-mechanisms.md"));

	@Test
	void everyCellOfThePageIsProvenAgain() throws IOException {
		ProofListener.read();
		assumeThat(ProofListener.planned()).as("a run of some tests says nothing about the page")
			.containsAll(declared());
		Set<Proof> proven = ProofListener.proven();
		Set<String> lost = new TreeSet<>(this.page.read());
		proven.forEach((proof) -> lost.remove(LoginMechanismsPage.cell(proof)));
		boolean everythingIsInThisBuild = Arrays.stream(LoginMechanism.values())
			.allMatch(LoginMechanism::isInThisBuild);
		if (!everythingIsInThisBuild) {
			lost.removeIf((cell) -> cell.contains(" * ("));
		}
		assertThat(lost).as("cells of the page without a test that passes").isEmpty();
		if (everythingIsInThisBuild) {
			this.page.write(proven);
		}
	}

	private static Set<Proof> declared() throws IOException {
		return Arrays
			.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:"
					+ ClassUtils.convertClassNameToResourcePath(LoginMechanismsPageTests.class.getPackageName())
					+ "/**/*Tests.class"))
			.map(LoginMechanismsPageTests::load)
			.filter((type) -> !Modifier.isAbstract(type.getModifiers()))
			.flatMap((type) -> Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
				.flatMap((method) -> Proof.of(type, method).stream()))
			.collect(Collectors.toSet());
	}

	private static Class<?> load(Resource resource) {
		try {
			MetadataReaderFactory metadata = new SimpleMetadataReaderFactory();
			return ClassUtils.forName(metadata.getMetadataReader(resource).getClassMetadata().getClassName(), null);
		}
		catch (IOException | ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
