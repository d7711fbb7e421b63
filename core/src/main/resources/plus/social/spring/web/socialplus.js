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

// Connects the Social Plus SDK as the user of the application, or as an anonymous visitor. socialplus.d.ts beside this file describes how
// it is used.

/** Maximum duration of one call, in milliseconds. */
const CALL_TIMEOUT = 10_000;

/** Maximum time that a logout waits for Social Plus. */
const LOGOUT_TIMEOUT = 3_000;

/** Maximum delay between two attempts, so that the SDK reconnects within 30 seconds after an outage. */
const MAX_PAUSE = 12_000;

/** Paths of this file and its endpoints below the context path. The application inserts its own. */
const PATHS = { module: '/socialplus/socialplus.js', token: '/socialplus/token', visitor: '/socialplus/visitor' };

/** Prefix of the problem types of the endpoints' refusals. */
const PROBLEM = 'urn:socialplus:problem:';

/** Codes of Social Plus: the auth token is not accepted, the user is banned. */
const UNAUTHORIZED = 400100;
const BANNED = 400312;

/**
 * Connect the SDK. Never rejects: resolves when it is connected, or when the connection has failed permanently.
 */
export async function connect(Client, options = {}) {
  const connection = new Connection(Client, options);
  await connection.start();
  return connection.facade;
}

/** Failure to get credentials: permanent with a reason, otherwise temporary. */
class Failure extends Error {

  constructor(message, { reason, retryAfter } = {}) {
    super(message);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

}

class Connection {

  constructor(Client, options) {
    this.Client = Client;
    this.options = options;
    this.state = 'new';
    this.facade = Object.freeze(facade(this));
    this.sessionHandler = { sessionWillRenewAccessToken: (renewal) => void this.renew(renewal) };
  }

  get ended() {
    return this.state === 'disconnected';
  }

  async start() {
    this.to('connecting');
    this.unsubscribe = attempt(() => this.Client.onSessionStateChange((state) => this.onSdkState(state)));
    await this.logInUntilItWorks();
  }

  // Retries until the end of an outage.
  async logInUntilItWorks() {
    for (let failures = 0; !this.ended; failures++) {
      try {
        await this.logIn();
        return this.ended ? await this.leave() : this.to('connected');
      }
      catch (failure) {
        if (failure?.reason) {
          return this.end(failure.reason);
        }
        if (!this.ended) {
          this.to('unavailable');
          await this.pause(pauseAfter(failures, failure?.retryAfter));
        }
      }
    }
  }

  // A token that Social Plus refuses is replaced once.
  async logIn() {
    try {
      await this.logInWith(await this.fetchCredentials(false));
    }
    catch (failure) {
      if (failure?.code !== UNAUTHORIZED) {
        throw failure;
      }
      await this.logInWith(await this.fetchCredentials(true));
    }
  }

  async logInWith(credentials) {
    if (this.ended) {
      return;
    }
    this.checkIdentity(credentials);
    this.client = this.findOrCreateClient(credentials);
    this.credentials = credentials;
    const login = this.options.visitor ? this.logInAsVisitor(credentials) : this.logInAsUser(credentials);
    const accepted = await within(CALL_TIMEOUT, login).catch((error) => {
      throw (error?.code === BANNED) ? new Failure('banned', { reason: 'refused' }) : error;
    });
    if (!accepted) {
      throw new Failure('The user is banned or deleted', { reason: 'refused' });
    }
    this.loggedIn = true;
  }

  logInAsUser({ userId, displayName, authToken }) {
    const params = { userId, displayName, deviceId: this.options.deviceId, authToken };
    return this.Client.login(withoutNothing(params), this.sessionHandler);
  }

  logInAsVisitor({ deviceId, authSignature, authSignatureExpiresAt }) {
    if (typeof this.Client.loginAsVisitor !== 'function') {
      throw new Failure('This version of the SDK has no loginAsVisitor', { reason: 'no-visitors' });
    }
    return this.Client.loginAsVisitor(
      { deviceId, authSignature, authSignatureExpiresAt, sessionHandler: this.sessionHandler });
  }

  findOrCreateClient(credentials) {
    const client = attempt(() => this.Client.getActiveClient());
    if (client) {
      return client;
    }
    const apiKey = this.options.apiKey ?? credentials.apiKey;
    if (!apiKey) {
      throw new Failure('There is no API key: set socialplus.api-key', { reason: 'no-api-key' });
    }
    return this.Client.createClient(apiKey, this.options.region ?? credentials.region, this.options.clientOptions);
  }

  async fetchCredentials(renew) {
    const endpoint = this.options.endpoint ?? defaultEndpoint(this.options.visitor ? 'visitor' : 'token');
    const headers = await this.headers();
    let response = await this.post(endpoint, headers, renew);
    if (response.status === 403) {
      // The response may contain the missing CSRF token.
      const newHeaders = await this.headers();
      if (JSON.stringify(newHeaders) !== JSON.stringify(headers)) {
        response = await this.post(endpoint, newHeaders, renew);
      }
    }
    if (response.status === 403) {
      throw await this.refusal(response);
    }
    return read(response, this.identity);
  }

  // Refusals from elsewhere, such as a gateway, have no known type.
  async refusal(response) {
    const { type } = await response.json().catch(() => undefined) ?? {};
    const unknown = !String(type).startsWith(PROBLEM);
    const withoutCsrfToken = !this.options.headers && Object.keys(csrfHeader()).length === 0;
    return (type === `${PROBLEM}csrf` || (unknown && withoutCsrfToken))
      ? new Failure('The CSRF token is missing or belongs to another session', { reason: 'no-csrf-token' })
      : new Failure('This login may not receive a Social Plus token', { reason: 'forbidden' });
  }

  post(endpoint, headers, renew) {
    return fetch(endpoint, {
      method: 'POST',
      headers: {
        'Accept': 'application/json',
        'Content-Type': 'application/json',
        'X-Requested-With': 'XMLHttpRequest',
        ...headers,
      },
      body: JSON.stringify(renew ? { renew } : {}),
      cache: 'no-store',
      credentials: this.options.credentials ?? credentialsMode(endpoint, headers),
      redirect: 'manual',
      signal: AbortSignal.timeout(CALL_TIMEOUT),
    });
  }

  // Name of the member with the owner of the credentials.
  get identity() {
    return this.options.visitor ? 'deviceId' : 'userId';
  }

  // A connection belongs to one user, even if it is renewed or reconnected.
  checkIdentity(credentials) {
    if (this.credentials && credentials[this.identity] !== this.credentials[this.identity]) {
      throw new Failure('Another user has logged in', { reason: 'another-user' });
    }
  }

  async headers() {
    const { headers } = this.options;
    return { ...csrfHeader(), ...(typeof headers === 'function' ? await headers() : headers) };
  }

  // Several timers of the SDK may request a renewal concurrently: they share one.
  renew(renewal) {
    if (this.state !== 'connected') {
      return Promise.resolve(false);
    }
    this.renewing ??= this.renewOnce(renewal).finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  async renewOnce(renewal) {
    try {
      const credentials = await this.fetchCredentials(true);
      this.checkIdentity(credentials);
      const outcome = renewalOutcome(this.Client);
      renewWith(renewal, credentials);
      return await outcome;
    }
    catch (failure) {
      attempt(() => renewal.unableToRetrieveAuthToken());
      if (failure?.reason) {
        await this.end(failure.reason);
      }
      return false;
    }
  }

  async renewNow() {
    const renewal = attempt(() => this.Client.renewal());
    // Every caller gets the result, so the SDK does not retry.
    return renewal ? this.renew({ ...renewal, unableToRetrieveAuthToken() { } }) : false;
  }

  // Events of the SDK. During a login of this module, login() reports the same.
  onSdkState(state) {
    if (this.state !== 'connected') {
      return;
    }
    if (state === 'tokenExpired') {
      this.to('unavailable');
      // The SDK completes its own logout first.
      setTimeout(() => void this.logInUntilItWorks(), 0);
    }
    else if (state === 'terminated' || state === 'notLoggedIn') {
      this.loggedIn = false;
      void this.end(state === 'terminated' ? 'refused' : 'logged-out');
    }
  }

  async end(reason) {
    if (this.ended) {
      return false;
    }
    this.reason = reason;
    this.to('disconnected');
    attempt(this.unsubscribe);
    this.wake?.();
    return this.leave();
  }

  // Revokes the SDK's access token, or at least discards it.
  async leave() {
    if (!this.loggedIn) {
      return false;
    }
    this.loggedIn = false;
    try {
      return await within(LOGOUT_TIMEOUT, this.Client.secureLogout()) === true;
    }
    catch {
      await within(LOGOUT_TIMEOUT, attempt(() => this.Client.logout())).catch(() => false);
      return false;
    }
  }

  to(state) {
    if (this.state === state) {
      return;
    }
    this.state = state;
    try {
      this.options.onStateChange?.(state, this.facade);
    }
    catch (error) {
      console.error(error);
    }
  }

  // Ends early when the browser is online again or the connection is closed.
  pause(milliseconds) {
    return new Promise((resolve) => {
      this.wake = () => {
        clearTimeout(timer);
        removeEventListener('online', this.wake);
        resolve();
      };
      const timer = setTimeout(this.wake, milliseconds);
      addEventListener('online', this.wake);
    });
  }

}

function facade(connection) {
  return {
    get state() {
      return connection.state;
    },
    get reason() {
      return connection.reason;
    },
    get userId() {
      return connection.credentials?.userId;
    },
    get displayName() {
      return connection.credentials?.displayName ?? undefined;
    },
    get renewsAt() {
      return renewsAt(connection.client?.token);
    },
    renewNow: () => connection.renewNow(),
    disconnect: () => connection.end('logged-out'),
  };
}

function renewWith(renewal, { authToken, authSignature, authSignatureExpiresAt }) {
  if (authSignature) {
    renewal.renewWithAuthSignature({ authSignature, authSignatureExpiresAt });
  }
  else if (authToken) {
    renewal.renewWithAuthToken(authToken);
  }
  else {
    renewal.renew();
  }
}

// Like the SDK: after 80 % of the access token's lifetime, less five minutes.
function renewsAt(token) {
  if (!token) {
    return undefined;
  }
  const issuedAt = Date.parse(token.issuedAt);
  return new Date(issuedAt + (Date.parse(token.expiresAt) - issuedAt - 5 * 60_000) * 0.8);
}

// Below the context path of the application that serves this file.
function defaultEndpoint(name) {
  const { pathname } = new URL(import.meta.url);
  return pathname.endsWith(PATHS.module)
    ? new URL(pathname.slice(0, -PATHS.module.length) + PATHS[name], import.meta.url).href : PATHS[name];
}

// A cross-origin request needs the cookie of the application, unless there is a bearer token.
function credentialsMode(endpoint, headers) {
  if (new URL(endpoint, document.baseURI).origin === location.origin) {
    return 'same-origin';
  }
  return Object.keys(headers).some((name) => name.toLowerCase() === 'authorization') ? 'omit' : 'include';
}

async function read(response, identity) {
  const { status } = response;
  if (status === 401 || response.type === 'opaqueredirect') {
    throw new Failure('There is no login', { reason: 'not-logged-in' });
  }
  if (status === 409) {
    throw new Failure('Authenticated users cannot log in as visitors', { reason: 'logged-in' });
  }
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    throw new Failure(`No credentials: status ${status}`, { reason: 'no-endpoint' });
  }
  const credentials = response.ok ? await response.json() : undefined;
  if (typeof credentials?.[identity] !== 'string') {
    throw new Failure(`No credentials at the moment: status ${status}`, { retryAfter: retryAfter(response) });
  }
  return credentials;
}

function retryAfter(response) {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return (seconds >= 0) ? seconds * 1000 : undefined;
}

function pauseAfter(failures, retryAfterMillis) {
  if (retryAfterMillis !== undefined) {
    return Math.min(MAX_PAUSE, retryAfterMillis) + Math.random() * 2_000;
  }
  return Math.min(MAX_PAUSE, 1_000 * 2 ** failures) * (0.5 + Math.random() / 2);
}

// From the meta tags of a page, the cookie for single-page applications, or a form, as Spring Security renders them.
function csrfHeader() {
  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
  if (meta('_csrf')) {
    return { [meta('_csrf_header') || 'X-CSRF-TOKEN']: meta('_csrf') };
  }
  const cookie = /(?:^|; )XSRF-TOKEN=([^;]+)/.exec(document.cookie);
  if (cookie) {
    return { 'X-XSRF-TOKEN': decodeURIComponent(cookie[1]) };
  }
  const field = document.querySelector('input[name="_csrf"]')?.value;
  return field ? { 'X-CSRF-TOKEN': field } : {};
}

// The SDK does not report the result of a renewal, and leaves its rejection to the listener.
function renewalOutcome(Client) {
  return new Promise((resolve) => {
    const onRejection = (event) => {
      if (event.reason?.type === 'ASC' || String(event.reason).includes('AxiosError')) {
        event.preventDefault();
        end(false);
      }
    };
    const unsubscribe = attempt(() => Client.onSessionStateChange((state) => {
      if (state !== 'establishing') {
        end(state === 'established');
      }
    }));
    const timer = setTimeout(() => end(false), CALL_TIMEOUT);
    const end = (renewed) => {
      clearTimeout(timer);
      removeEventListener('unhandledrejection', onRejection);
      attempt(unsubscribe);
      resolve(renewed);
    };
    addEventListener('unhandledrejection', onRejection);
  });
}

// Rejects after a timeout.
function within(milliseconds, promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Failure('No answer in time')), milliseconds);
    Promise.resolve(promise).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function withoutNothing(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}

function attempt(action) {
  try {
    return action?.();
  }
  catch {
    return undefined;
  }
}
