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
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.springframework.aot.AotDetector;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.io.InputStreamSource;
import org.springframework.core.test.tools.TestCompiler;

/**
 * Processes an application ahead of time as a build does, compiles the result and starts
 * the application from it. The test has a class loader of its own
 * ({@code @CompileWithForkedClassLoader}).
 */
final class AheadOfTime {

	private final WebApplicationType type;

	private final Class<?> configuration;

	private final TestGenerationContext generated;

	private AheadOfTime(WebApplicationType type, Class<?> configuration) {
		this.type = type;
		this.configuration = configuration;
		this.generated = new TestGenerationContext(configuration);
	}

	/**
	 * Process an application.
	 * @param type the stack
	 * @param configuration its configuration
	 * @param properties its properties at build time
	 * @return the result
	 */
	static AheadOfTime process(WebApplicationType type, Class<?> configuration, String... properties) {
		AheadOfTime aheadOfTime = new AheadOfTime(type, configuration);
		System.setProperty("spring.aot.processing", "true");
		try {
			new ApplicationContextAotGenerator().processAheadOfTime(aheadOfTime.load(properties),
					aheadOfTime.generated);
		}
		finally {
			System.clearProperty("spring.aot.processing");
		}
		aheadOfTime.generated.writeGeneratedContent();
		return aheadOfTime;
	}

	// As Spring Boot's plugins for Maven and Gradle do.
	private GenericApplicationContext load(String... properties) {
		SpringApplicationRunListener abandon = new SpringApplicationRunListener() {

			@Override
			public void contextLoaded(ConfigurableApplicationContext context) {
				throw new AbandonedRunException(context);
			}

		};
		try {
			SpringApplication.withHook((application) -> abandon,
					() -> TestApplication.build(this.type, new SpringApplicationBuilder(this.configuration), properties)
						.run());
			throw new IllegalStateException("The application has started");
		}
		catch (AbandonedRunException ex) {
			return (GenericApplicationContext) ex.getApplicationContext();
		}
	}

	/**
	 * Return whether a text is part of what was generated.
	 * @param text the text
	 */
	boolean contains(String text) {
		for (Kind kind : Kind.values()) {
			if (this.generated.getGeneratedFiles()
				.getGeneratedFiles(kind)
				.values()
				.stream()
				.anyMatch((file) -> read(file).contains(text))) {
				return true;
			}
		}
		return false;
	}

	private static String read(InputStreamSource file) {
		try {
			return new String(file.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Compile the result and start the application from it.
	 * @param test what is done with the running application
	 * @param properties its properties at run time
	 */
	void run(Consumer<TestApplication> test, String... properties) {
		TestCompiler.forSystem().with(this.generated).compile((compiled) -> {
			String initializer = compiled.getInstance(ApplicationContextInitializer.class).getClass().getName();
			SpringProperties.setFlag(AotDetector.AOT_ENABLED);
			try (TestApplication application = TestApplication.startAheadOfTime(this.type, this.configuration,
					initializer, properties)) {
				test.accept(application);
			}
			finally {
				SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
			}
		});
	}

}
