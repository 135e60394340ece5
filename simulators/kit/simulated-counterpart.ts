import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { startCpo, startEmsp, startHub } from '../testing/index.ts';
import type { Asked, Cpo, Emsp, Hub, SimulatorOptions } from '../testing/test-api-types.ts';
import type { KitSettings } from './kit-settings.ts';
import { type Leftovers, leftoversIn } from './undo-leftovers-of-scenario.ts';

/** The party opposite the system under test, registered with it. */
export interface Counterpart {
  settings: KitSettings;
  /** The simulated provider; only where the system under test is an operator. */
  emsp?: Emsp;
  /** The simulated operator; only where the system under test is a provider. */
  cpo?: Cpo;
  /** The hub between the counterpart and the system under test, where there is one. */
  hub?: Hub;
  left: Leftovers;
  /** Id of the hub's agreement between the counterpart and the system under test. */
  agreement?: string;
  stop(): Promise<void>;
}

/** Starts the counterpart, registers it, and undoes what an aborted earlier run has left at the system under test. */
export async function startCounterpart(
  settings: KitSettings,
  tell: (words: string) => void,
): Promise<Counterpart> {
  mkdirSync(settings.memory, { recursive: true, mode: 0o700 });
  const left = leftoversIn(settings.memory);
  const counterpart =
    settings.through === 'hub' ? await behindHub(settings, left, tell) : await direct(settings, left, tell);
  const failed = await takeBack(counterpart);
  for (const words of failed) tell(`left by an earlier run, and not taken back: ${words}`);
  return counterpart;
}

/** Undoes everything that scenarios left at the system under test; gives, in words, the requests that failed. */
export function takeBack({ left, ...counterpart }: Counterpart): Promise<string[]> {
  const simulator = counterpart.cpo ?? counterpart.emsp;
  return left.takeBack(async (undo) => {
    if (!simulator) throw new Error('there is no simulator');
    // A PATCH that is older than the object would be ignored by a receiver that looks at times.
    const change = undo.method === 'PATCH' && { last_updated: formatDateTime(Date.now()) };
    return simulator.send({
      ...undo,
      ...(change && { body: { ...(undo.body as object), ...change } }),
    } as Asked);
  });
}

/** Undoes what scenarios left at the system under test, and ends the registration; gives failures in words. */
export async function leave(counterpart: Counterpart): Promise<string[]> {
  const failed = await takeBack(counterpart);
  const { hub, settings, cpo, emsp } = counterpart;
  if (hub) {
    const connection = await connectionOf(hub, settings);
    if (connection) await hub.admin('DELETE', `/connections/${connection.id}`);
    return failed;
  }
  const answer = await (cpo ?? emsp)?.unregister();
  return answer?.success ? failed : [...failed, `DELETE credentials: HTTP ${answer?.http ?? 'nothing'}`];
}

async function direct(
  settings: KitSettings,
  left: Leftovers,
  tell: (words: string) => void,
): Promise<Counterpart> {
  const { role, counterpart: party, port, publicUrl, versionsUrl, token, wait } = settings;
  const options: SimulatorOptions = {
    party,
    name: 'ocpi-hub kit',
    port,
    publicUrl,
    versionsUrl,
    token,
    data: join(settings.memory, 'simulator'),
    idle: true,
  };
  const started = role === 'operator' ? { emsp: await startEmsp(options) } : { cpo: await startCpo(options) };
  const simulator = started.emsp ?? started.cpo;
  if (
    simulator &&
    !versionsUrl &&
    !(await simulator.registered(2000).then(
      () => true,
      () => false,
    ))
  ) {
    const invitation = await simulator.invite();
    tell(`register with ${invitation.versionsUrl}, TOKEN_A ${invitation.token}; waiting ${wait / 1000} s`);
    await simulator.registered(wait);
  }
  return { settings, left, ...started, stop: async () => simulator?.stop() };
}

async function behindHub(
  settings: KitSettings,
  left: Leftovers,
  tell: (words: string) => void,
): Promise<Counterpart> {
  const { role, party, counterpart, port, publicUrl, memory, versionsUrl, token, wait } = settings;
  const hub = await startHub({
    settings: {
      HUB_PORT: String(port),
      HUB_DATA_DIR: join(memory, 'hub'),
      HUB_PARTY: 'DE*HUB',
      ...(publicUrl && { HUB_URL: publicUrl, HUB_ALLOW_HTTP: 'true' }),
    },
  });
  const [country_code = '', party_id = ''] = party.split('*');
  const known = await connectionOf(hub, settings);
  if (known?.status === 'REGISTERED') await hub.admin('POST', `/connections/${known.id}/rotate`);
  else {
    if (known) await hub.admin('DELETE', `/connections/${known.id}`);
    const made = (await hub.admin('POST', '/connections', {
      role: role === 'operator' ? 'CPO' : 'EMSP',
      country_code,
      party_id,
      name: 'system under test',
      ...(versionsUrl && { versions_url: versionsUrl, token }),
    })) as { token?: string; versions_url?: string };
    if (!versionsUrl) {
      tell(`register with ${made.versions_url}, TOKEN_A ${made.token}; waiting ${wait / 1000} s`);
      await registeredAt(hub, settings);
    }
  }
  // The simulator of an earlier run is gone, and with it the keys that the hub has of it.
  const former = await connectionOf(hub, { ...settings, party: counterpart });
  if (former) await hub.admin('DELETE', `/connections/${former.id}`);
  const options: SimulatorOptions = { party: counterpart, name: 'ocpi-hub kit', hub };
  const started = role === 'operator' ? { emsp: await startEmsp(options) } : { cpo: await startCpo(options) };
  const [cpo, emsp] = role === 'operator' ? [party, counterpart] : [counterpart, party];
  const agreement = await agreed(hub, cpo, emsp);
  const registered = await connectionOf(hub, settings);
  if (registered) await hub.admin('POST', `/connections/${registered.id}/syncs`, { type: 'full' });
  const simulator = started.emsp ?? started.cpo;
  return {
    settings,
    left,
    hub,
    agreement,
    ...started,
    async stop() {
      await hub.stop();
      await simulator?.stop();
    },
  };
}

interface Connection {
  id: string;
  status: string;
  country_code: string;
  party_id: string;
}

async function connectionOf(hub: Hub, { party }: KitSettings): Promise<Connection | undefined> {
  const all = (await hub.admin('GET', '/connections')) as Connection[];
  return all.find(
    ({ country_code, party_id, status }) =>
      `${country_code}*${party_id}` === party && status !== 'UNREGISTERED',
  );
}

async function registeredAt(hub: Hub, settings: KitSettings): Promise<void> {
  const until = Date.now() + settings.wait;
  while ((await connectionOf(hub, settings))?.status !== 'REGISTERED') {
    if (Date.now() > until)
      throw new Error(`${settings.party} has not registered within ${settings.wait / 1000} s`);
    await new Promise((again) => setTimeout(again, 200));
  }
}

/** The id of the hub's agreement in force between operator and provider; one of an earlier run is taken up again. */
async function agreed(hub: Hub, cpo: string, emsp: string): Promise<string> {
  const idOf = (party: string) => ({ country_code: party.slice(0, 2), party_id: party.slice(3) });
  const all = (await hub.admin('GET', '/agreements')) as { id: string; status: string }[];
  for (const { id, status } of all)
    if (status !== 'TERMINATED') await hub.admin('DELETE', `/agreements/${id}`);
  const made = (await hub.admin('POST', '/agreements', { cpo: idOf(cpo), emsp: idOf(emsp) })) as {
    id: string;
  };
  return made.id;
}
