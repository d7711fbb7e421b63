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

package plus.social.spring.visitor;

/**
 * The signed login of an anonymous visitor, for the client SDK.
 *
 * @param deviceId the visitor's device id, kept in the session
 * @param value the signature, a secret
 * @param expiresAt the time of expiry, as signed
 * @since 0.1.0
 */
public record VisitorSignature(String deviceId, String value, String expiresAt) {

	/**
	 * Return a description without the signature.
	 */
	@Override
	public String toString() {
		return "VisitorSignature[deviceId=***, value=***, expiresAt=" + this.expiresAt + "]";
	}

}
