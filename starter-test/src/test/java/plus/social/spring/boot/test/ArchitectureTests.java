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

package plus.social.spring.boot.test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/**
 * Tests for what the emulator may know.
 */
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("plus.social.spring.boot.test");

	@Test
	void everyPackageHasItsPlace() {
		ArchRuleDefinition.classes().should().resideInAPackage("plus.social.spring.boot.test").check(CLASSES);
	}

	// The emulator is Social Plus: what it shared with the client, it could not test.
	// What
	// puts it into an application's tests is no part of it.
	@Test
	void knowsNothingOfTheClientItIsCalledBy() {
		ArchRuleDefinition.noClasses()
			.that()
			.doNotHaveSimpleName(SocialPlusEmulatorTestConfiguration.class.getSimpleName())
			.and()
			.doNotHaveSimpleName(SocialPlusEmulatorTestExecutionListener.class.getSimpleName())
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("plus.social.spring.client..", "plus.social.spring.token..",
					"plus.social.spring.session..", "plus.social.spring.web..")
			.check(CLASSES);
	}

}
