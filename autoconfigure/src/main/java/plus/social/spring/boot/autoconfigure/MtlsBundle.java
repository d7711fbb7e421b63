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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import plus.social.spring.client.SocialPlusTokenClient;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;

/**
 * The SSL bundle that Social Plus is called with. It is loaded at start, and again when
 * it is updated.
 */
final class MtlsBundle {

	/**
	 * The name of the bundle that the short form makes.
	 */
	static final String NAME = "socialplus";

	private static final Log logger = LogFactory.getLog(MtlsBundle.class);

	private final String name;

	private final MtlsBundleReader reader;

	MtlsBundle(SocialPlusProperties.Mtls properties, MtlsDiagnosis diagnosis) {
		String name = properties.getBundle();
		this.name = (name != null) ? name : NAME;
		this.reader = new MtlsBundleReader(properties, diagnosis);
	}

	/**
	 * Let a client use the bundle, now and whenever it is updated.
	 * @param client the client
	 * @param bundles has the bundle
	 * @throws InvalidSocialPlusPropertyException if the bundle cannot be used now; later
	 * on, the client keeps what it has
	 */
	void useFor(SocialPlusTokenClient client, SslBundles bundles) {
		try {
			bundles.addBundleUpdateHandler(this.name, (updated) -> update(client, bundles));
		}
		catch (NoSuchSslBundleException ex) {
			throw this.reader.invalid("key-store", "There is no SSL bundle '" + this.name + "'.");
		}
		load(client, bundles);
	}

	// The bundle of the moment, so that the last of two updates counts.
	private synchronized void load(SocialPlusTokenClient client, SslBundles bundles) {
		client.setTls(this.reader.read(bundles.getBundle(this.name)));
	}

	private void update(SocialPlusTokenClient client, SslBundles bundles) {
		try {
			load(client, bundles);
			logger.info("Social Plus is called with the new content of the SSL bundle '" + this.name + "'");
		}
		catch (InvalidSocialPlusPropertyException ex) {
			logger.warn(ex.getMessage() + " What it had before is used");
		}
	}

}
