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

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * {@link ImportBeanDefinitionRegistrar} that writes the values of the properties in
 * conditions into the definition of {@link FrozenSwitches}. Ahead-of-time processing
 * keeps them there.
 */
class FrozenSwitchesRegistrar implements ImportBeanDefinitionRegistrar {

	private static final String NAME = "socialPlusFrozenSwitches";

	private final Environment environment;

	FrozenSwitchesRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		RootBeanDefinition definition = new RootBeanDefinition(FrozenSwitches.class);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, FrozenSwitches.read(this.environment));
		registry.registerBeanDefinition(NAME, definition);
	}

}
