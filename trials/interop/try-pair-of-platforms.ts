import type { Hub } from './hub-process.ts';
import { Platform, type Role } from './independent-platform.ts';
import type { Json } from './platform-objects.ts';
import type { Quirks } from './quirks-of-platforms.ts';
import { type Pair, type Step, soon, steps, stock } from './roaming-steps-of-pair.ts';

/** The outcome of each step of a pair, in order. */
export type Outcome = { step: string; held: boolean }[];

/** The steps of a platform's handshake with its `peer`. */
export const handshake: { name: string; run(platform: Platform): Promise<boolean> }[] = [
  {
    name: 'versions',
    run: async (platform) => Array.isArray((await platform.request('GET', platform.peer.versionsUrl)).data),
  },
  { name: 'details', run: async (platform) => platform.discover().then(() => true) },
  {
    name: 'credentials',
    async run(platform) {
      const reply = await platform.call('POST', 'credentials', [], platform.credentials());
      const token = (reply.data as Json | undefined)?.token;
      if (reply.code !== 1000 || typeof token !== 'string') return false;
      platform.peer.token = token;
      return true;
    },
  },
];

/** Lets two platforms exchange data without a hub: the eMSP begins the handshake. */
export async function direct(cpoQuirks: Quirks, emspQuirks: Quirks): Promise<Outcome> {
  return together(cpoQuirks, emspQuirks, 'NL', async ({ cpo, emsp }) => {
    emsp.peer = { versionsUrl: cpo.at('/versions'), token: cpo.ownToken, endpoints: {} };
    return trying(handshake.map(({ name, run }) => ({ name, run: () => run(emsp) })));
  });
}

/** Lets two platforms meet through the hub: each registers with it, and they have an agreement. */
export async function throughHub(
  hub: Hub,
  cpoQuirks: Quirks,
  emspQuirks: Quirks,
  country: string,
): Promise<Outcome> {
  return together(cpoQuirks, emspQuirks, country, async ({ cpo, emsp }) => {
    const ids = [await invite(hub, cpo, 'CPO'), await invite(hub, emsp, 'EMSP')];
    const outcome = await trying(
      handshake.map(({ name, run }) => ({ name, run: async () => (await run(cpo)) && (await run(emsp)) })),
    );
    for (const one of cpo.parties)
      for (const other of emsp.parties) await hub.admin('POST', '/agreements', { cpo: one, emsp: other });
    const pulled = async () => {
      const syncs = (await hub.admin('GET', '/syncs')) as unknown as { connection: string; status: string }[];
      return ids.every((id) => syncs.some((one) => one.connection === id && one.status !== 'RUNNING'));
    };
    if (!(await soon(pulled, 60_000))) console.log('the first pulls did not end within 60 s');
    return outcome;
  });
}

async function together(
  cpoQuirks: Quirks,
  emspQuirks: Quirks,
  country: string,
  meet: (pair: Pick<Pair, 'cpo' | 'emsp'>) => Promise<Outcome>,
): Promise<Outcome> {
  const cpo = await new Platform(cpoQuirks, 'CPO', country).open();
  const emsp = await new Platform(emspQuirks, 'EMSP', country).open();
  stock({ cpo, emsp });
  try {
    const met = await meet({ cpo, emsp });
    const pair = { cpo, emsp, resultUrl: emsp.at('/api/2.1.1/commands/result/1') };
    // Without a handshake two platforms can take no further step.
    const registered = met.every(({ held }) => held);
    const rest = registered
      ? await trying(steps.map(({ name, run }: Step) => ({ name, run: () => run(pair) })))
      : steps.map(({ name }) => ({ step: name, held: false }));
    return [...met, ...rest];
  } finally {
    cpo.close();
    emsp.close();
  }
}

async function trying(all: { name: string; run(): Promise<boolean> }[]): Promise<Outcome> {
  const outcome: Outcome = [];
  for (const { name, run } of all) outcome.push({ step: name, held: await run().catch(() => false) });
  return outcome;
}

/** Prepares a connection for a platform; gives its id. */
export async function invite(hub: Hub, platform: Platform, role: Role): Promise<string> {
  const { id, token, versions_url } = await hub.admin('POST', '/connections', {
    role,
    ...platform.party,
    parties: platform.parties,
    name: platform.quirks.name,
  });
  platform.peer = { versionsUrl: String(versions_url), token: String(token), endpoints: {} };
  return String(id);
}
