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

/**
 * Connect the Social Plus SDK as the user of the application. The connection is renewed until the logout, and
 * reconnects automatically after an outage.
 *
 * @param Client the `Client` of `@amityco/ts-sdk`
 * @returns a connection that is connected, or permanently disconnected. Never rejects.
 */
export function connect(Client: SocialPlusClient, options?: ConnectOptions): Promise<SocialPlusConnection>;

/**
 * - `connecting`: the first attempt is in progress
 * - `connected`: the SDK can be used
 * - `unavailable`: the application or Social Plus is unavailable; another attempt follows automatically
 * - `disconnected`: not connected, without another attempt; see `reason`
 */
export type ConnectionState = 'connecting' | 'connected' | 'unavailable' | 'disconnected';

/**
 * - `logged-out`: by `disconnect()`, or by the SDK's own `logout()`
 * - `not-logged-in`: there is no login to the application
 * - `another-user`: another user has logged in to the application since the first attempt to connect
 * - `forbidden`: the login may not receive a Social Plus token (a factor is missing, say)
 * - `no-csrf-token`: the page has no CSRF token, or that of an earlier session: reload it
 * - `refused`: Social Plus has banned or deleted the user, or revoked the access token
 * - `no-endpoint`: there is no endpoint at the configured URL
 * - `no-api-key`: neither the application nor the options have one
 * - `logged-in`: users of the application cannot connect as visitors
 * - `no-visitors`: this version of the SDK has no `loginAsVisitor`
 */
export type DisconnectReason = 'logged-out' | 'not-logged-in' | 'another-user' | 'forbidden' | 'no-csrf-token'
  | 'refused' | 'no-endpoint' | 'no-api-key' | 'logged-in' | 'no-visitors';

export interface SocialPlusConnection {
  readonly state: ConnectionState;
  /** Reason for the state `disconnected`. */
  readonly reason: DisconnectReason | undefined;
  /** The connected user, as resolved by the application. `undefined` for a visitor. */
  readonly userId: string | undefined;
  readonly displayName: string | undefined;
  /** When the SDK starts to request a renewal. */
  readonly renewsAt: Date | undefined;
  /** Renew the SDK's access token with a new auth token. Resolves to whether it was renewed. */
  renewNow(): Promise<boolean>;
  /** Revoke the SDK's access token before a logout. Resolves to whether it was revoked, after at most 6 seconds. */
  disconnect(): Promise<boolean>;
}

export interface ConnectOptions {
  /** Connect as an anonymous visitor, identified by the session of the application. */
  visitor?: boolean;
  /**
   * URL of the endpoint. By default, that of the application which serves this module, and of the page's own host if
   * the module was copied.
   */
  endpoint?: string;
  /**
   * Headers of that request, such as `Authorization`, or a function that returns them. The CSRF header is added
   * automatically: from `<meta name="_csrf">` and `<meta name="_csrf_header">`, from the cookie `XSRF-TOKEN`, or from the
   * field `_csrf` of a form.
   */
  headers?: Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);
  /**
   * Whether to send the application's cookies. By default, they are sent to the origin of the page, and to another
   * one unless `headers` has `Authorization`.
   */
  credentials?: RequestCredentials;
  /** Called for each change. The connection can be disconnected before `connect` has resolved. */
  onStateChange?: (state: ConnectionState, connection: SocialPlusConnection) => void;
  /** API key and region that override those of the application. */
  apiKey?: string;
  region?: string;
  /** The third argument of the SDK's `createClient`. */
  clientOptions?: object;
  /** Device id of a user that overrides that of the SDK. A new access token replaces that of the same device. */
  deviceId?: string;
}

/** The members of the SDK's `Client` that are used. An active client is used, otherwise one is created. */
export interface SocialPlusClient {
  createClient(apiKey: string, region?: any, options?: any): unknown;
  getActiveClient(): unknown;
  login(params: { userId: string, displayName?: string, authToken?: string, deviceId?: string },
    sessionHandler: { sessionWillRenewAccessToken(renewal: SocialPlusRenewal): void }): Promise<boolean>;
  /** In later versions of the SDK only. */
  loginAsVisitor?(params: { authSignature: string, authSignatureExpiresAt: string, deviceId?: string,
    sessionHandler: { sessionWillRenewAccessToken(renewal: any): void } }): Promise<boolean>;
  logout(): Promise<boolean>;
  secureLogout(): Promise<boolean>;
  renewal(): SocialPlusRenewal;
  onSessionStateChange(callback: (state: any) => void): () => void;
}

export interface SocialPlusRenewal {
  renew(): void;
  renewWithAuthToken(authToken: string): void;
  renewWithAuthSignature?(params: { authSignature: string, authSignatureExpiresAt: string }): void;
  unableToRetrieveAuthToken(): void;
}
