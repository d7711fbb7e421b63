// Connects a Client that does what a test tells it, and remembers what it was asked.
import { connect } from './socialplus/socialplus.js';

// Needs no clock: that of the page stands still.
function soon(action) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = action;
  port2.postMessage(null);
}

class FakeClient {

  constructor({ logins = [], logoutFails = false, renewalFails = false, visitors = true } = {}) {
    this.calls = [];
    this.logins = logins;
    this.logoutFails = logoutFails;
    this.renewalFails = renewalFails;
    this.listeners = new Set();
    if (!visitors) {
      this.loginAsVisitor = undefined;
    }
  }

  createClient(apiKey, region, options) {
    this.calls.push(['createClient', apiKey, region, options ?? null]);
    this.client = { token: { issuedAt: '2026-01-01T00:00:00Z', expiresAt: '2026-01-31T00:00:00Z' } };
    return this.client;
  }

  getActiveClient() {
    if (!this.client) {
      throw new Error('There is no active client');
    }
    return this.client;
  }

  async login(params, sessionHandler) {
    return this.accept(['login', params], sessionHandler);
  }

  async loginAsVisitor({ sessionHandler, ...params }) {
    return this.accept(['loginAsVisitor', params], sessionHandler);
  }

  accept(call, sessionHandler) {
    this.calls.push(call);
    this.sessionHandler = sessionHandler;
    const result = this.logins.shift() ?? true;
    if (typeof result === 'number') {
      throw Object.assign(new Error('refused'), { code: result });
    }
    return result;
  }

  renewal() {
    const renewed = (call) => {
      this.calls.push(call);
      if (this.renewalFails) {
        void Promise.reject(Object.assign(new Error('refused'), { type: 'ASC' }));
      }
      else {
        soon(() => this.change('established'));
      }
    };
    return {
      renew: () => renewed(['renew']),
      renewWithAuthSignature: (signature) => renewed(['renewWithAuthSignature', signature]),
      renewWithAuthToken: (token) => renewed(['renewWithAuthToken', token]),
      unableToRetrieveAuthToken: () => this.calls.push(['unableToRetrieveAuthToken']),
    };
  }

  async secureLogout() {
    this.calls.push(['secureLogout']);
    if (this.logoutFails) {
      throw new Error('not revoked');
    }
    return true;
  }

  async logout() {
    this.calls.push(['logout']);
    return true;
  }

  onSessionStateChange(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  change(state) {
    [...this.listeners].forEach((listener) => listener(state));
  }

  async renewTwiceAtOnce() {
    this.sessionHandler.sessionWillRenewAccessToken(this.renewal());
    this.sessionHandler.sessionWillRenewAccessToken(this.renewal());
  }

}

// How often something was fetched, and time-outs by the clock that the test holds.
const { fetch } = window;
window.fetches = 0;
window.fetch = (...request) => {
  window.fetches += 1;
  return fetch(...request);
};
AbortSignal.timeout = (milliseconds) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new DOMException('No answer in time', 'TimeoutError')), milliseconds);
  return controller.signal;
};

window.states = [];
window.prepare = (client) => {
  window.Client = new FakeClient(client);
};
window.start = ({ options = {}, client = {} } = {}) => {
  window.prepare(client);
  window.connecting = connect(window.Client, {
    onStateChange: (state, connection) => {
      window.states.push(state);
      window.connection = connection;
    },
    ...options,
  });
};
