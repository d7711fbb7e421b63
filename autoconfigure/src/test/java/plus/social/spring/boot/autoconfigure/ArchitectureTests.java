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

package plus.social.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plus.social.spring.session.SocialPlusTokenAttributes;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the shape of the auto-configurations: the rules that Spring Boot keeps for
 * its own.
 */
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("plus.social.spring.boot");

	@Test
	void everyPackageHasItsPlace() {
		ArchRuleDefinition.classes()
			.should()
			.resideInAnyPackage("plus.social.spring.boot.autoconfigure",
					"plus.social.spring.boot.autoconfigure.actuate", "plus.social.spring.boot.autoconfigure.reactive",
					"plus.social.spring.boot.autoconfigure.servlet")
			.check(CLASSES);
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("plus.social.spring.boot.autoconfigure")
			// Spring Security's own factory for request rules is of the servlet stack,
			// and
			// only loaded there.
			.and()
			.haveNameNotMatching(".*AuthenticatedConditions\\$Requests")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("plus.social.spring.web.servlet..", "plus.social.spring.web.reactive..",
					"jakarta.servlet..", "org.springframework.web..")
			.check(CLASSES);
		SlicesRuleDefinition.slices().matching("(**)").should().beFreeOfCycles().check(CLASSES);
	}

	// A type that only its own package uses is hidden, unless it is for applications.
	@Test
	void publicTypesOfCoreAreUsedByOtherPackagesOrAreForApplications() {
		JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("plus.social.spring");
		List<String> unused = classes.stream()
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((type) -> !type.getPackageName().matches("plus\\.social\\.spring\\.(boot|testsupport).*"))
			.filter((type) -> type.getDirectDependenciesToSelf()
				.stream()
				.allMatch((use) -> use.getOriginClass().getPackageName().equals(type.getPackageName())))
			.map(JavaClass::getName)
			.toList();
		assertThat(unused).containsExactly(SocialPlusTokenAttributes.class.getName());
	}

	@Test
	void autoConfigurationsArePublicAndFinalWithoutPublicMembers() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould(haveNoPublicMembers())
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.check(CLASSES);
	}

	@Test
	void autoConfigurationsAreListedUnlessTheyAreForTests() throws IOException {
		List<String> names = CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.filter((name) -> !name.equals(SocialPlusMockAutoConfiguration.class.getName()))
			.toList();
		assertThat(imports(AutoConfiguration.class.getName())).isNotEmpty().containsExactlyInAnyOrderElementsOf(names);
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureWebMvc",
			"org.springframework.boot.webflux.test.autoconfigure.AutoConfigureWebFlux" })
	void testsOfTheWebLayerHaveMockTokens(String annotation) throws IOException {
		assertThat(imports(annotation)).contains(SocialPlusMockAutoConfiguration.class.getName())
			.allSatisfy((name) -> assertThat(CLASSES.get(name).isAnnotatedWith(AutoConfiguration.class)).isTrue());
	}

	private static List<String> imports(String annotation) throws IOException {
		return Files.readAllLines(Path.of("src/main/resources/META-INF/spring", annotation + ".imports"));
	}

	@Test
	void otherConfigurationsAreHiddenAndHaveNoProxy() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(Configuration.class)
			.should()
			.notBePublic()
			.andShould(haveNoProxy())
			.check(CLASSES);
	}

	@Test
	void beanMethodsAreHiddenAndReturnWhatAheadOfTimeProcessingCanSee() {
		ArchRuleDefinition.methods()
			.that()
			.areAnnotatedWith(Bean.class)
			.should()
			.bePackagePrivate()
			.andShould()
			.notHaveRawReturnType(DescribedPredicate.describe("a private class",
					(JavaClass type) -> type.getModifiers().contains(JavaModifier.PRIVATE)))
			.andShould()
			.notBeAnnotatedWith(ConditionalOnClass.class)
			.check(CLASSES);
		ArchRuleDefinition.noMethods()
			.that()
			.areAnnotatedWith(Bean.class)
			.should()
			.haveRawReturnType(DescribedPredicate.describe("a post-processor",
					(JavaClass type) -> type.isAssignableTo(BeanPostProcessor.class)
							|| type.isAssignableTo(BeanFactoryPostProcessor.class)))
			.check(CLASSES);
	}

	// Ahead-of-time processing evaluates conditions when the application is built.
	@Test
	void noConditionDependsOnAValueThatIsNotComparedAtStartup() {
		Set<String> names = new TreeSet<>();
		Stream
			.<HasAnnotations<?>>concat(CLASSES.stream(), CLASSES.stream().flatMap((type) -> type.getMethods().stream()))
			.forEach((element) -> names.addAll(propertiesInConditions(element)));
		assertThat(names).contains("socialplus.enabled", "management.health.socialplus.enabled")
			.isSubsetOf(FrozenSwitches.DEFAULTS.keySet());
		assertThat(names).doesNotContainAnyElementsOf(SecretValues.PROPERTIES);
	}

	private static List<String> propertiesInConditions(HasAnnotations<?> element) {
		List<String> names = new ArrayList<>();
		if (element.isAnnotatedWith(ConditionalOnBooleanProperty.class)) {
			ConditionalOnBooleanProperty condition = element.getAnnotationOfType(ConditionalOnBooleanProperty.class);
			Stream.of(condition.name(), condition.value()).flatMap(Stream::of).forEach(names::add);
		}
		if (element.isAnnotatedWith(ConditionalOnProperty.class)) {
			ConditionalOnProperty condition = element.getAnnotationOfType(ConditionalOnProperty.class);
			Stream.of(condition.name(), condition.value()).flatMap(Stream::of).forEach(names::add);
		}
		if (element.isAnnotatedWith(ConditionalOnEnabledHealthIndicator.class)) {
			names.add("management.health."
					+ element.getAnnotationOfType(ConditionalOnEnabledHealthIndicator.class).value() + ".enabled");
		}
		if (element.isAnnotatedWith(ConditionalOnEnabledInfoContributor.class)) {
			names.add("management.info."
					+ element.getAnnotationOfType(ConditionalOnEnabledInfoContributor.class).value() + ".enabled");
		}
		return names;
	}

	@Test
	void conditionsAndAnalyzersAreHidden() {
		ArchRuleDefinition.classes()
			.that()
			.areAssignableTo(Condition.class)
			.or()
			.areAssignableTo(FailureAnalyzer.class)
			.should()
			.notBePublic()
			.check(CLASSES);
	}

	// A record would print its secrets.
	@Test
	void propertiesAreFinalClasses() {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(ConfigurationProperties.class)
			.should()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.notBeAssignableTo(Record.class)
			.check(CLASSES);
	}

	private static ArchCondition<JavaClass> haveNoPublicMembers() {
		return new ArchCondition<>("have no public members") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				type.getMembers()
					.stream()
					.filter((JavaMember member) -> member.getModifiers().contains(JavaModifier.PUBLIC))
					.filter((member) -> !member.getFullName().equals(type.getName() + ".<init>()"))
					.forEach((member) -> events
						.add(SimpleConditionEvent.violated(member, member.getDescription() + " is public")));
			}

		};
	}

	private static ArchCondition<JavaClass> haveNoProxy() {
		return new ArchCondition<>("have proxyBeanMethods = false") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (type.getAnnotationOfType(Configuration.class).proxyBeanMethods()) {
					events.add(SimpleConditionEvent.violated(type, type.getDescription() + " has a proxy"));
				}
			}

		};
	}

}
