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

package plus.social.spring;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who may know whom: the table in {@code docs/architecture.md}.
 */
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.withImportOption((location) -> !location.contains("/plus/social/spring/testsupport/"))
		.importPackages("plus.social.spring");

	@Test
	void everyPackageHasItsPlaceAndKnowsOnlyTheOnesBelow() {
		Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInAnyPackage("plus.social.spring..")
			.layer("token")
			.definedBy("plus.social.spring.token")
			.layer("log")
			.definedBy("plus.social.spring.log")
			.layer("client")
			.definedBy("plus.social.spring.client")
			.layer("observation")
			.definedBy("plus.social.spring.observation")
			.layer("event")
			.definedBy("plus.social.spring.event")
			.layer("authentication")
			.definedBy("plus.social.spring.authentication")
			.layer("logout")
			.definedBy("plus.social.spring.logout")
			.layer("visitor")
			.definedBy("plus.social.spring.visitor")
			.layer("fetch")
			.definedBy("plus.social.spring.fetch")
			.layer("session")
			.definedBy("plus.social.spring.session")
			.layer("web")
			.definedBy("plus.social.spring.web")
			.layer("servlet")
			.definedBy("plus.social.spring.web.servlet")
			.layer("reactive")
			.definedBy("plus.social.spring.web.reactive")
			.whereLayer("token")
			.mayNotAccessAnyLayer()
			.whereLayer("log")
			.mayNotAccessAnyLayer()
			.whereLayer("observation")
			.mayOnlyAccessLayers("token")
			.whereLayer("event")
			.mayOnlyAccessLayers("token", "log")
			.whereLayer("client")
			.mayOnlyAccessLayers("token", "log", "observation")
			.whereLayer("authentication")
			.mayOnlyAccessLayers("token", "log")
			.whereLayer("logout")
			.mayOnlyAccessLayers("token", "log")
			.whereLayer("visitor")
			.mayNotAccessAnyLayer()
			.whereLayer("fetch")
			.mayOnlyAccessLayers("token", "log", "observation")
			.whereLayer("session")
			.mayOnlyAccessLayers("token", "authentication", "event", "fetch")
			.whereLayer("web")
			.mayOnlyAccessLayers("token", "authentication", "logout", "visitor", "session")
			.whereLayer("servlet")
			.mayOnlyAccessLayers("token", "authentication", "logout", "visitor", "session", "web")
			.whereLayer("reactive")
			.mayOnlyAccessLayers("token", "observation", "authentication", "logout", "visitor", "session", "web")
			.ensureAllClassesAreContainedInArchitecture()
			.check(CLASSES);
	}

	@Test
	void packagesAreFreeOfCycles() {
		SlicesRuleDefinition.slices().matching("(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void nothingKnowsSpringBoot() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.check(CLASSES);
	}

	@Test
	void onlyTheClientKnowsTheWire() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("plus.social.spring.client")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("reactor.netty..", "io.netty..")
			.check(CLASSES);
	}

	@Test
	void onlyCallsAndTheirQueueAreObserved() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("plus.social.spring.observation", "plus.social.spring.client",
					"plus.social.spring.fetch")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.micrometer..")
			.check(CLASSES);
	}

	@Test
	void onlyTheWebPackagesKnowTheWebAndEachItsOwnStack() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("plus.social.spring.web..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "org.springframework.security.web..", "org.springframework.web..")
			.check(CLASSES);
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("plus.social.spring.web.reactive..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet..")
			.check(CLASSES);
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("plus.social.spring.web.servlet..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.web.server..", "org.springframework.web.reactive..", "reactor..")
			.check(CLASSES);
	}

	@Test
	void namesSayTheRole() {
		ArchRuleDefinition.noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		ArchRuleDefinition.classes()
			.should()
			.resideInAnyPackage(CLASSES.stream()
				.map((type) -> type.getPackage())
				.distinct()
				.filter((type) -> type.isAnnotatedWith(NullMarked.class))
				.map((type) -> type.getName())
				.toArray(String[]::new))
			.check(CLASSES);
		assertThat(CLASSES).isNotEmpty();
	}

}
