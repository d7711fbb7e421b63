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

package plus.social.spring.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import plus.social.spring.token.SocialPlusException;
import plus.social.spring.token.SocialPlusException.Reason;

import org.springframework.core.io.buffer.DataBufferLimitException;

/**
 * Maps exceptions of a transport to exceptions with a reason.
 */
final class TransportFailure {

	private TransportFailure() {
	}

	/**
	 * Translate an exception of a transport.
	 * @param failure the exception
	 * @return an exception with a reason
	 */
	static SocialPlusException translate(Throwable failure) {
		if (failure instanceof SocialPlusException exception) {
			return exception;
		}
		if (failure instanceof DataBufferLimitException) {
			return new SocialPlusException(Reason.INVALID_RESPONSE,
					"The response is too large to be one of Social Plus: check the base URL", failure);
		}
		if (hasCause(failure, SSLException.class) && !hasCause(failure, ProxyConnectException.class)) {
			return new SocialPlusException(Reason.TLS_FAILED, describeTls(failure), failure);
		}
		if (failure instanceof NoFreeConnectionException) {
			return new SocialPlusException(Reason.TIMEOUT,
					"No connection to Social Plus became free in time: it is slow, or socialplus.http.max-connections"
							+ " is too low",
					failure);
		}
		if (isTimeout(failure)) {
			return new SocialPlusException(Reason.TIMEOUT, "Social Plus did not answer in time", failure);
		}
		if (hasCause(failure, IOException.class)) {
			return new SocialPlusException(Reason.CONNECTION_FAILED, describeConnection(failure), failure);
		}
		return new SocialPlusException(Reason.INVALID_RESPONSE, "The response of Social Plus could not be read",
				failure);
	}

	private static String describeConnection(Throwable failure) {
		if (hasCause(failure, ProxyConnectException.class)) {
			return "The proxy did not connect to Social Plus: check socialplus.http.proxy or the JVM's proxy settings";
		}
		if (hasCause(failure, ConnectException.class) || hasCause(failure, UnknownHostException.class)) {
			return "No connection to Social Plus could be established: check the base URL, the network and any proxy";
		}
		return "The connection to Social Plus broke before a response arrived. If this happens every time and mTLS is active"
				+ " in the Console, check the client certificate";
	}

	private static String describeTls(Throwable failure) {
		if (hasCause(failure, CertificateExpiredException.class)
				|| hasCause(failure, CertificateNotYetValidException.class)) {
			return "Social Plus's certificate has expired or is not valid yet: check the clock of this machine and any"
					+ " proxy in between";
		}
		if (hasCause(failure, CertPathValidatorException.class) || hasCause(failure, CertPathBuilderException.class)) {
			return "Social Plus's certificate is not trusted: check the base URL, the trust store and any proxy in"
					+ " between";
		}
		if (hasCause(failure, CertificateException.class)) {
			return "Social Plus's certificate is for another name: check the base URL and any proxy in between";
		}
		return "The TLS handshake with Social Plus failed: if mTLS is active in the Console, check that the client"
				+ " certificate is one of those in Settings > Security";
	}

	private static boolean isTimeout(Throwable failure) {
		return hasCause(failure, TimeoutException.class) || hasCause(failure, ReadTimeoutException.class)
				|| hasCause(failure, ConnectTimeoutException.class);
	}

	static boolean hasCause(@Nullable Throwable failure, Class<? extends Throwable> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return true;
			}
		}
		return false;
	}

}
