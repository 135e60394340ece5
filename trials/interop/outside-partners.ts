import { drive } from './drive-lab-platform.ts';
import { factsOf, learntOf, type Seen, stateOf } from './facts-from-request-trace.ts';
import type { Hub } from './hub-process.ts';
import { Platform, type Role } from './independent-platform.ts';
import type { Json } from './platform-objects.ts';
import { toTheLetter as plain } from './quirks-of-platforms.ts';
import { soon } from './roaming-steps-of-pair.ts';
import { handshake, invite } from './try-pair-of-platforms.ts';

/** A partner from outside: its versions URL, its TOKEN_A, and its party if its Credentials do not name it. */
export interface Outsider {
  url: string;
  token: string;
  party?: string;
}

type Party = Platform['party'];

/** A partner that takes part in a role: the hub's connection with it, and its party. */
interface Player {
  role: Role;
  name: string;
  connection: string;
  party: Party;
  own?: Platform;
}

/**
 * Connects partners from outside through the hub and reports the working functions from the hub's trace; a platform of
 * the lab takes a vacant role, and does everything that it can. True when nothing has failed. `wait` is in
 * milliseconds.
 */
export async function meetOutsiders(
  hub: Hub,
  given: Partial<Record<Role, Outsider>>,
  wait: number,
): Promise<boolean> {
  const players: Player[] = [];
  try {
    for (const role of ['CPO', 'EMSP'] as const) {
      const outsider = given[role];
      players.push(outsider ? await registerAt(hub, role, outsider) : await ours(hub, role));
    }
    const [cpo, emsp] = players.map(({ party }) => party);
    await hub.admin('POST', '/agreements', { cpo, emsp });
    for (const { own } of players) if (own) await drive(own, wait);
    const outsiders = players.filter(({ own }) => !own);
    const reports = await Promise.all(outsiders.map((player) => report(hub, player, wait)));
    for (const { lines } of reports) console.log(lines.join('\n'));
    return reports.every(({ failed }) => failed === 0);
  } finally {
    for (const { own } of players) own?.close();
  }
}

/** Waits until every function of a partner is observed in the trace, and prints the state of each. */
async function report(hub: Hub, { role, name, connection }: Player, wait: number) {
  const look = async () =>
    (await hub.admin('GET', `/requests?connection=${connection}&limit=1000`)) as unknown as Seen[];
  const facts = factsOf(role);
  await soon(async () => {
    const seen = await look();
    return facts.every((fact) => stateOf(fact, seen).state === 'works');
  }, wait);
  const seen = await look();
  const states = facts.map((fact) => ({ words: fact.words, ...stateOf(fact, seen) }));
  const failed = states.filter(({ state }) => state === 'fails').length;
  const tried = states.filter(({ state }) => state !== 'not tried').length;
  const { profile } = await hub.admin('GET', `/connections/${connection}`);
  const lines = [
    `${name} through the hub ${tried - failed}/${tried} of what was tried`,
    ...states.map(({ state, words, why }) => `  ${state.padEnd(10)} ${words}${why ? `: ${why}` : ''}`),
    ...learntOf(profile as Json, seen).map((line) => `  ${line}`),
  ];
  return { failed, lines };
}

/** Registers the hub with a partner from outside, as with any other. */
async function registerAt(hub: Hub, role: Role, { url, token, party }: Outsider): Promise<Player> {
  const own = party ? readParty(party) : await askParty(url, token);
  const name = `${role} ${own.country_code}*${own.party_id}`;
  const connection = await hub.admin('POST', '/connections', {
    role,
    ...own,
    name,
    versions_url: url,
    token,
  });
  return { role, name, connection: String(connection.id), party: own };
}

function readParty(text: string): Party {
  const [, country_code = '', party_id = ''] = /^([A-Z]{2})\*([A-Z0-9]{3})$/.exec(text) ?? [];
  if (!country_code) throw new Error(`"${text}" is no party such as NL*ABC`);
  return { country_code, party_id };
}

/** The party in a partner's own Credentials. */
async function askParty(url: string, token: string): Promise<Party> {
  const asker = new Platform(plain, 'CPO', 'ZZ');
  asker.peer = { versionsUrl: url, token, endpoints: {} };
  const reply = await asker.discover().then(
    () => asker.call('GET', 'credentials', []),
    () => undefined,
  );
  const { country_code, party_id } = (reply?.data ?? {}) as Json;
  if (typeof country_code !== 'string' || typeof party_id !== 'string')
    throw new Error(`${url} does not tell its party: name it with --cpo-party or --emsp-party`);
  return { country_code, party_id };
}

/** A platform of the lab without deviations, registered with the hub. */
async function ours(hub: Hub, role: Role): Promise<Player> {
  const own = await new Platform(plain, role, 'ZZ').open();
  const connection = await invite(hub, own, role);
  for (const { name, run } of handshake)
    if (!(await run(own))) throw new Error(`our ${role}: ${name} failed`);
  return { role, name: plain.name, connection, party: own.party, own };
}
