/**
 * The browser script of the simulator's page: reads the control API every two seconds, and sends it the user's actions.
 */
export const script = `'use strict';
const at = (id) => document.getElementById(id);
const kept = 'ocpi simulator control token';

/** Sends a request to the control API; an error has its words and its status. */
const ask = async (method, path, body) => {
  const token = sessionStorage.getItem(kept);
  const response = await fetch('control/' + path, {
    method,
    headers: { ...(token ? { Authorization: 'Bearer ' + token } : {}), ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw Object.assign(new Error(answer?.error ?? 'HTTP ' + response.status), { status: response.status });
  return answer;
};

const element = (name, ...content) => {
  const made = document.createElement(name);
  made.append(...content);
  return made;
};

/** A table of the page with these rows; a cell is text or an element. */
const table = (heads, rows, none) => {
  if (rows.length === 0) return element('p', none);
  const frame = element('div', element('table',
    element('thead', element('tr', ...heads.map((head) => element('th', head)))),
    element('tbody', ...rows.map((row) => element('tr', ...row.map((cell) => element('td', cell ?? '')))))));
  frame.className = 'table';
  frame.tabIndex = 0;
  return frame;
};

const show = (id, made) => at(id).replaceChildren(made);

/** Fills a select element of the page with options, and leaves the user's choice as it is. */
const offer = (id, options) => {
  const list = at(id);
  const wanted = JSON.stringify(options);
  if (list.dataset.options === wanted) return;
  const chosen = list.value;
  list.dataset.options = wanted;
  list.replaceChildren(...options.map(([value, words]) => Object.assign(element('option', words), { value })));
  if (options.some(([value]) => value === chosen)) list.value = chosen;
};

const counts = ({ own, received }) =>
  Object.keys(own).map((module) => [module, String(own[module]), String(received[module])]);

const stopButton = ({ id }) => {
  const button = element('button', 'Unplug');
  button.type = 'button';
  button.addEventListener('click', () => act('plugged', () => ask('POST', 'sessions/' + encodeURIComponent(id) + '/stop'), () => 'Unplugged ' + id));
  return button;
};

/** The part of the page for an operator's simulator alone. */
const showOperator = async (state) => {
  at('plug').hidden = false;
  at('cards-title').textContent = 'EVSEs';
  const tokens = await ask('GET', 'objects/tokens?held=received&limit=200');
  const guest = [state.guest_card, state.guest_card + ', of the operator itself: needs no partner'];
  const cards = tokens
    .filter(({ object }) => object.type === 'RFID' || object.type === 'OTHER')
    .map(({ owner, object }) => [object.uid, object.uid + ' of ' + owner + (object.valid ? '' : ', not valid')]);
  offer('card', [guest, ...cards]);
  offer('evse', [['', 'any that is free'], ...state.evses.filter(({ status }) => status === 'AVAILABLE').map(({ uid }) => [uid, uid])]);
  show('sessions', table(['Session', 'EVSE', 'Token', 'kWh', 'kW now', ''],
    state.sessions.map((one) => [one.id, one.evse_uid, one.token_uid, one.kwh.toFixed(1), (one.watts / 1000).toFixed(1), stopButton(one)]),
    'No car is charging.'));
  show('cards', table(['Location', 'EVSE', 'Status', 'Can'],
    state.evses.map((one) => [one.location_id, one.uid, one.status, (one.capabilities ?? []).join(', ')]), 'There is no EVSE.'));
};

/** The part of the page for a provider's simulator alone. */
const showProvider = async (state) => {
  at('command').hidden = false;
  const locations = await ask('GET', 'objects/locations?held=received&limit=500');
  offer('token', state.tokens.filter(({ type }) => type === 'APP_USER').map(({ uid }) => [uid, uid]));
  offer('location', locations.map(({ owner, object }) => [object.id, object.id + ' of ' + owner]));
  show('cards', table(['Token', 'Type', 'Whitelist', 'Valid', 'Answer to an authorisation'],
    state.tokens.map((one) => [one.uid, one.type, one.whitelist, one.valid ? 'yes' : 'no', one.verdict]), 'There is no Token.'));
};

const message = (one) => {
  const details = element('details', element('summary', one.method + ' ' + one.path), element('pre', one.body === null ? 'no body' : JSON.stringify(one.body, null, 2)));
  details.dataset.id = one.id;
  return [one.time.slice(11, 19), details, String(one.status ?? 'none')];
};

/** The page draws messages anew only when there are new ones, so that an opened one stays open. */
const showMessages = (list) => {
  const newest = String(list[0]?.id ?? 'none') + String(list[0]?.status);
  if (at('messages').dataset.newest === newest) return;
  const open = new Set([...document.querySelectorAll('#messages details[open]')].map(({ dataset }) => dataset.id));
  at('messages').dataset.newest = newest;
  show('messages', table(['Time (UTC)', 'Request', 'Answer'], list.map(message), 'Nothing has arrived yet.'));
  for (const one of document.querySelectorAll('#messages details')) one.open = open.has(one.dataset.id);
};

const look = async () => {
  try {
    const [state, messages, clock] = await Promise.all([ask('GET', 'state'), ask('GET', 'received?limit=25'), ask('GET', 'clock')]);
    at('access').hidden = true;
    at('content').hidden = false;
    at('trouble').hidden = true;
    document.title = state.party + ' · simulator';
    at('name').textContent = state.name + ' (' + state.party + ')';
    at('about').textContent = 'A simulated ' + (state.side === 'cpo' ? 'operator' : 'provider') + '. Its time is ' + clock.now.slice(0, 19).replace('T', ' ') + ' UTC, ' + clock.speed + ' simulated seconds pass in one.' + (state.faults.length > 0 ? ' ' + state.faults.length + ' faults are set.' : '');
    at('versions').textContent = state.versions_url;
    show('partners', table(['Party', 'State', 'Its versions'],
      state.connections.map((one) => [one.party ?? 'not known yet', one.registered ? 'registered' : 'not registered', one.versions_url]), 'No partner has registered: make a TOKEN_A for one.'));
    show('has', table(['Module', 'Its own', 'Received'], counts(state), ''));
    showMessages(messages);
    await (state.side === 'cpo' ? showOperator(state) : showProvider(state));
  } catch (error) {
    at('access').hidden = error.status !== 401;
    at('trouble').hidden = false;
    at('trouble').textContent = error.status === undefined ? 'The simulator does not answer.' : error.message;
  }
};

/** Runs an action of the user, and shows its outcome on the page. */
const act = async (where, deed, words) => {
  try {
    at(where).textContent = words(await deed());
  } catch (error) {
    at(where).textContent = error.message;
  }
  await look();
};

at('invite').addEventListener('click', () => act('invitation', () => ask('POST', 'token'), ({ token }) => 'TOKEN_A, shown once: ' + token));
at('plug-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const [evse, kwh] = [at('evse').value, Number(at('kwh').value)];
  act('plugged', () => ask('POST', 'sessions', { token_uid: at('card').value, ...(evse ? { evse_uid: evse } : {}), ...(kwh > 0 ? { kwh } : {}) }),
    (session) => 'Plugged in at ' + session.evse_uid + ': session ' + session.id);
});
at('command-form').addEventListener('submit', (event) => {
  event.preventDefault();
  act('commanded', () => ask('POST', 'commands', { command: 'START_SESSION', token_uid: at('token').value, location_id: at('location').value }),
    ({ id, answer }) => 'Command ' + id + ': ' + (answer?.result ?? answer?.status_message ?? 'no answer'));
});
at('access').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem(kept, at('control-token').value);
  look();
});

const again = () => look().finally(() => setTimeout(again, 2000));
again();
`;
