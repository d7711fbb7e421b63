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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.ssl.JksSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * {@link SslBundleRegistrar} that registers the stores of the short form as an SSL
 * bundle, and updates it when the content of a file changes.
 */
final class MtlsBundleRegistrar implements SslBundleRegistrar, AutoCloseable {

	/**
	 * Interval at which the files are checked. They are read each time, as the
	 * modification times of mounted secrets are not reliable and key stores have only a
	 * few kilobytes.
	 */
	static final Duration INTERVAL = Duration.ofSeconds(2);

	private static final Log logger = LogFactory.getLog(MtlsBundleRegistrar.class);

	private final SocialPlusProperties.@Nullable Mtls properties;

	private final ResourceLoader resourceLoader;

	private final MtlsDiagnosis diagnosis;

	private List<ByteBuffer> contents = List.of();

	private Disposable watch = Disposables.disposed();

	MtlsBundleRegistrar(SocialPlusProperties.@Nullable Mtls properties, ResourceLoader resourceLoader,
			MtlsDiagnosis diagnosis) {
		this.properties = properties;
		this.resourceLoader = resourceLoader;
		this.diagnosis = diagnosis;
	}

	@Override
	public void registerBundles(SslBundleRegistry registry) {
		SocialPlusProperties.Mtls properties = this.properties;
		if (properties == null || properties.getBundle() != null) {
			return;
		}
		this.contents = contents(properties);
		register(registry, toBundle(properties));
		if (!this.contents.isEmpty()) {
			this.watch = Schedulers.boundedElastic()
				.schedulePeriodically(() -> refresh(registry, properties), INTERVAL.toMillis(), INTERVAL.toMillis(),
						TimeUnit.MILLISECONDS);
		}
	}

	private static void register(SslBundleRegistry registry, SslBundle bundle) {
		try {
			registry.registerBundle(MtlsBundle.NAME, bundle);
		}
		catch (IllegalStateException ex) {
			throw new InvalidSocialPlusPropertyException("socialplus.mtls.key-store",
					"There is already an SSL bundle '" + MtlsBundle.NAME + "'.",
					"Set 'socialplus.mtls.bundle' to use it, or rename it.");
		}
	}

	private SslBundle toBundle(SocialPlusProperties.Mtls properties) {
		JksSslBundleProperties bundle = new JksSslBundleProperties();
		bundle.getKeystore().setLocation(properties.getKeyStore());
		bundle.getKeystore().setPassword(properties.getKeyStorePassword());
		bundle.getKeystore().setType(properties.getKeyStoreType());
		bundle.getKey().setAlias(properties.getKeyAlias());
		bundle.getKey().setPassword(properties.getKeyPassword());
		bundle.getTruststore().setLocation(properties.getTrustStore());
		bundle.getTruststore().setPassword(properties.getTrustStorePassword());
		bundle.getTruststore().setType(properties.getTrustStoreType());
		return PropertiesSslBundle.get(bundle, this.resourceLoader);
	}

	/**
	 * Check the files, and update the bundle if they have changed and can be used.
	 * @param registry the registry of the bundle
	 * @param properties the properties with the locations of the files
	 */
	synchronized void refresh(SslBundleRegistry registry, SocialPlusProperties.Mtls properties) {
		List<ByteBuffer> contents = contents(properties);
		if (contents.size() < this.contents.size() || contents.equals(this.contents)) {
			return;
		}
		this.contents = contents;
		try {
			SslBundle bundle = toBundle(properties);
			new MtlsBundleReader(properties, this.diagnosis).read(bundle);
			registry.updateBundle(MtlsBundle.NAME, bundle);
		}
		catch (InvalidSocialPlusPropertyException ex) {
			logger.warn(ex.getMessage() + " The previous content is used");
		}
	}

	// A file that cannot be read is skipped: it may be about to be replaced.
	private List<ByteBuffer> contents(SocialPlusProperties.Mtls properties) {
		List<ByteBuffer> contents = new ArrayList<>();
		Stream.of(properties.getKeyStore(), properties.getTrustStore())
			.filter(Objects::nonNull)
			.map(this.resourceLoader::getResource)
			.filter(Resource::isFile)
			.forEach((file) -> {
				try {
					contents.add(ByteBuffer.wrap(file.getContentAsByteArray()));
				}
				catch (IOException ex) {
					logger.debug("A store cannot be read [" + ex.getClass().getName() + "]");
				}
			});
		return contents;
	}

	@Override
	public void close() {
		this.watch.dispose();
	}

}
