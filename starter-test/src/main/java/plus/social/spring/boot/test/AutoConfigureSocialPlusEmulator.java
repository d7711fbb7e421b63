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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Annotation for a test class whose application calls a {@link SocialPlusEmulator}
 * instead of Social Plus. The emulator starts and stops with the application context, is
 * available for injection, and is {@linkplain SocialPlusEmulator#reset() reset} before
 * each test method.
 * <p>
 * The application is connected to the emulator by a bean of type
 * {@link plus.social.spring.boot.autoconfigure.SocialPlusConnectionDetails}, which takes
 * precedence over properties and over the application's own bean. Likewise, the
 * emulator's server key takes precedence over the application's own
 * {@link plus.social.spring.client.SocialPlusServerKeyProvider}. State that the
 * application has accumulated from an emulator's faults is also reset before each test
 * method. The emulator uses the {@link java.time.Clock} bean if there is exactly one, and
 * the property {@code socialplus.api-key} as its API key if it is set.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration(SocialPlusEmulatorTestConfiguration.class)
public @interface AutoConfigureSocialPlusEmulator {

}
