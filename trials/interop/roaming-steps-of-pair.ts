import type { Platform, Reply } from './independent-platform.ts';
import { hasUnknownField, type Json, objectsOf } from './platform-objects.ts';

/** Two platforms that exchange data, directly or through the hub. */
export interface Pair {
  cpo: Platform;
  emsp: Platform;
  /** The URL at which the eMSP receives the result of a command. */
  resultUrl: string;
  /** Whether a command was accepted, so that its result may be waited for. */
  commanded?: boolean;
}

/** One step of a pair; it holds when it returns true, and fails when it throws. */
export interface Step {
  name: string;
  run(pair: Pair): Promise<boolean>;
}

const auth = 'NL-MSP-0001';
const done = ({ http, code }: Reply) =>
  http === 204 || (http < 300 && (code ?? 0) >= 1000 && (code ?? 0) < 2000);
const own = ({ party }: Platform) => [party.country_code, party.party_id];

/** The steps after the handshake: everything that either role offers the other. */
export const steps: Step[] = [
  push('PUT location', 'cpo', (from) => ['locations', 'L1', objectsOf(from.quirks, auth).location('L1')]),
  {
    name: 'PATCH evse',
    async run({ cpo, emsp }) {
      const time = objectsOf(cpo.quirks, auth).time.replace('2026-01', '2026-05');
      const body = { status: 'CHARGING', last_updated: time };
      const reply = await cpo.call('PATCH', 'locations', [...own(cpo), 'L1', 'E1'], body);
      return done(reply) && (await soon(() => emsp.held.get('patch locations/E1')?.status === 'CHARGING'));
    },
  },
  push('PUT tariff', 'cpo', (from) => ['tariffs', 'T1', objectsOf(from.quirks, auth).tariff]),
  push('PUT token', 'emsp', (from) => ['tokens', 'K1', objectsOf(from.quirks, auth).token('K1')]),
  {
    name: 'authorize',
    async run({ cpo }) {
      const reply = await cpo.call('POST', 'tokens', ['K1', 'authorize'], { location_id: 'L1' });
      if (cpo.quirks.closed && hasUnknownField('authorize', reply.data)) return false;
      return done(reply) && (reply.data as Json).allowed === 'ALLOWED';
    },
  },
  {
    name: 'command',
    async run(pair) {
      const { emsp, resultUrl } = pair;
      const token = objectsOf({ ...emsp.quirks, offset: false }, auth).token('K1');
      const body = { response_url: resultUrl, token, location_id: 'L1', evse_uid: 'E1' };
      const reply = await emsp.call('POST', 'commands', ['START_SESSION'], body);
      pair.commanded = done(reply) && (reply.data as Json).result === 'ACCEPTED';
      return pair.commanded;
    },
  },
  {
    name: 'result',
    run: async ({ emsp, commanded }) =>
      commanded === true && soon(() => emsp.held.get('results')?.result === 'ACCEPTED'),
  },
  push('PUT session', 'cpo', (from) => ['sessions', 'S1', objectsOf(from.quirks, auth).session]),
  {
    name: 'POST cdr',
    async run({ cpo, emsp }) {
      const reply = await cpo.call('POST', 'cdrs', [], objectsOf(cpo.quirks, auth).cdr);
      return done(reply) && (await soon(() => emsp.held.has('cdrs/C1')));
    },
  },
  { name: 'pull locations', run: ({ emsp }) => pullsAll(emsp, 'locations', 3) },
  { name: 'pull tokens', run: ({ cpo }) => pullsAll(cpo, 'tokens', 3) },
];

/** Fills the lists of both platforms: three objects, two on a page. */
export function stock({ cpo, emsp }: Pick<Pair, 'cpo' | 'emsp'>): void {
  const [theirs, drivers] = [objectsOf(cpo.quirks, auth), objectsOf(emsp.quirks, auth)];
  cpo.lists = { locations: ['L1', 'L2', 'L3'].map(theirs.location), tariffs: [theirs.tariff] };
  emsp.lists = { tokens: ['K1', 'K2', 'K3'].map(drivers.token) };
}

function push(name: string, by: 'cpo' | 'emsp', make: (from: Platform) => [string, string, Json]): Step {
  return {
    name,
    async run(pair) {
      const [from, to] = by === 'cpo' ? [pair.cpo, pair.emsp] : [pair.emsp, pair.cpo];
      const [module, id, object] = make(from);
      // The time is newer than that of the other side's copy from a list.
      const body = { ...object, last_updated: String(object.last_updated).replace('2026-01', '2026-03') };
      const arrived = () => String(to.held.get(`${module}/${id}`)?.last_updated).startsWith('2026-03');
      const reply = await from.call('PUT', module, [...own(from), id], body);
      return done(reply) && (await soon(arrived));
    },
  };
}

/** Reads a list to its end as the platform's client does: by `Link`, or by offset if it does not know Link. */
async function pullsAll(reader: Platform, module: string, count: number): Promise<boolean> {
  const seen = new Set<unknown>();
  let read = 0;
  let query = '?offset=0&limit=2';
  for (let page = 0; page < 5 && query; page += 1) {
    const reply = await reader.call('GET', module, [], undefined, query);
    if (!done(reply) || !Array.isArray(reply.data)) return false;
    if (reader.quirks.closed && reply.data.some((object) => hasUnknownField(module, object))) return false;
    for (const object of reply.data as Json[]) seen.add(object.id ?? object.uid);
    read += reply.data.length;
    if (!reader.quirks.offset && /[+]\d\d:\d\d"/.test(JSON.stringify(reply.data))) return false;
    const linked = /<[^>]*(\?[^>]*)>/.exec(reply.headers.get('link') ?? '')?.[1] ?? '';
    query = reader.quirks.unlinked && reply.data.length > 0 ? `?offset=${seen.size}&limit=2` : linked;
  }
  // A list that repeats an object has not been read rightly.
  return seen.size === count && read === count;
}

/** Waits at most `patience` milliseconds for a condition to become true; tells whether it did. */
export async function soon(fact: () => boolean | Promise<boolean>, patience = 20_000): Promise<boolean> {
  const until = Date.now() + patience;
  while (!(await fact())) {
    if (Date.now() > until) return false;
    await new Promise((later) => setTimeout(later, 20));
  }
  return true;
}
