// Shows the connection of the Social Plus SDK, which the browser module maintains.
import { connect } from '../socialplus/socialplus.js';

const HINTS = {
  connecting: ['Connecting', 'The Social Plus SDK is on its way.'],
  connected: ['Connected', 'The SDK renews its session by itself for as long as you are logged in.'],
  unavailable: ['Chat is unavailable', 'You are still logged in, and chat connects automatically.'],
  disconnected: ['Disconnected', 'Log in again to use chat.'],
};

const element = (id) => document.getElementById(id);
const { socialPlus } = element('chat').dataset;
// Real-time events come from other hosts, which the emulator does not have.
const clientOptions = { apiEndpoint: { http: socialPlus }, rteEnabled: false };
let connection;

function show() {
  const [title, hint] = HINTS[connection.state];
  element('state').textContent = title;
  element('hint').textContent = hint;
  element('chat').querySelector('.dot').className = `dot ${{ connected: 'good', unavailable: 'bad' }[connection.state] ?? ''}`;
  element('connection').hidden = connection.state !== 'connected';
  element('renew').disabled = connection.state !== 'connected';
  element('user').textContent = connection.displayName ?? connection.userId ?? '';
  showRenewal();
}

function showRenewal() {
  const seconds = Math.max(0, Math.round((connection?.renewsAt - Date.now()) / 1000));
  const [days, hours, minutes] = [86400, 3600, 60].map((unit, i) => Math.floor(seconds / unit) % [1000, 24, 60][i]);
  element('renewal').textContent = `${days} d ${hours} h ${minutes} min ${seconds % 60} s`;
}

element('renew').addEventListener('click', async () => {
  const renewed = await connection.renewNow();
  element('hint').textContent = renewed ? 'Renewed just now.' : 'There is no new token at the moment.';
});

// Ends the SDK's session before the application's.
const logout = document.querySelector('form[action$="/logout"]');
logout.addEventListener('submit', async (event) => {
  event.preventDefault();
  await connection?.disconnect();
  logout.submit();
});

setInterval(showRenewal, 1000);

connect(globalThis.Amity.Client, {
  clientOptions,
  onStateChange: (_, changed) => {
    connection = changed;
    performance.mark(connection.state);
    show();
  },
});
