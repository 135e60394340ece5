import { registerDeeds } from 'ocpi-hub/steps';

// Deeds, which your system does by itself: a scenario with the tag @deed asks for one by name, and is skipped where it is
// not here. With SUT_CONTROL, the base URL of a simulator of ocpi-hub, these drive that simulator; write yours in their place.
const control = process.env.SUT_CONTROL;

async function ask(method, path, body) {
  const response = await fetch(`${control}/control/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  return response.json().catch(() => ({}));
}

if (control)
  registerDeeds({
    /** A driver holds a card before a charge point; whether it may charge is what the scenario looks at. */
    presentCard: ({ token_uid, location_id, evse_uid }) =>
      ask('POST', 'sessions', { token_uid, location_id, evse_uid }),
    /** A charge point changes its status by itself; gives its location_id and evse_uid, and the new status. */
    async changeStatus() {
      const { evses } = await ask('GET', 'state');
      const { location_id, uid: evse_uid } = evses.find(({ status }) => status === 'AVAILABLE');
      await ask('PATCH', `evses/${location_id}/${evse_uid}`, { status: 'INOPERATIVE' });
      return { location_id, evse_uid, status: 'INOPERATIVE' };
    },
    /** A driver starts charging in the app of the provider. */
    async startCharging(place) {
      const { tokens } = await ask('GET', 'state');
      await ask('POST', 'commands', {
        command: 'START_SESSION',
        token_uid: tokens?.[0]?.uid ?? 'APP-1',
        ...place,
      });
    },
  });
