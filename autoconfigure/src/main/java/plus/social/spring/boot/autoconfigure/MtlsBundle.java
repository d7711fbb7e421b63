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
 * SSL bundle used to call Social Plus. It is loaded at startup, and again when it is
 * updated.
 */
final class MtlsBundle {

	/**
	 * Name of the bundle that is registered for the short form.
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
	 * Configure a client with the bundle, now and on each update.
	 * @param client the client
	 * @param bundles the bundles
	 * @throws InvalidSocialPlusPropertyException if the bundle cannot be used now. After
	 * a failed update, the client keeps the previous content
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

	// Reads the current bundle, so that the last of two concurrent updates wins.
	private synchronized void load(SocialPlusTokenClient client, SslBundles bundles) {
		client.setTls(this.reader.read(bundles.getBundle(this.name)));
	}

	private void update(SocialPlusTokenClient client, SslBundles bundles) {
		try {
			load(client, bundles);
			logger.info("Calls to Social Plus use the new content of the SSL bundle '" + this.name + "'");
		}
		catch (InvalidSocialPlusPropertyException ex) {
			logger.warn(ex.getMessage() + " The previous content is used");
		}
	}

}
