import type { Sample } from '../rig/alternate-measuring-rounds.ts';
import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Row } from '../rig/result-and-goal-types.ts';
import { token } from '../rig/sample-objects.ts';

/**
 * Measures real-time authorisation, one request at a time, by latency and by CPU time: of a Token whose provider is
 * known, and of one that thirty providers are asked about.
 */
export async function authorise(bench: Bench): Promise<Row[]> {
  const { quick } = bench.options;
  const hub = await bench.hub();
  const { operator, providers } = await bench.market(hub, quick ? 2 : 30);
  const asked = providers.at(-1)!;
  await bench.sinks.ask('behave', { port: asked.port, manners: { allows: true } });
  await bench.load({
    origin: hub.url,
    method: 'PUT',
    path: `/ocpi/cpo/2.1.1/tokens/NL/${asked.party}/KNOWN`,
    token: asked.token,
    body: token('KNOWN'),
    objects: 1,
    connections: 1,
    count: 1,
  });
  const count = quick ? 5 : 300;
  const ask = async (origin: string, path: string): Promise<Sample> => {
    const { p50 } = await bench.load({
      ...{ origin, method: 'POST', path, token: operator.token },
      ...{ body: '{}', objects: 1, connections: 1, count },
    });
    return { value: p50, units: count };
  };
  const pathOf = (uid: string) => `/ocpi/emsp/2.1.1/tokens/${uid}/authorize`;
  const askHub = async (uid: string): Promise<Sample> => {
    const before = await hub.cpu();
    const asked = await ask(hub.url, pathOf(uid));
    return { ...asked, perCpu: count / ((await hub.cpu()) - before) };
  };
  const rows: Row[] = [];
  for (const [what, uid, atMost] of [
    ['provider known', 'KNOWN', 3],
    [`broadcast to ${providers.length}`, 'NEW{n}', 2],
  ] as const) {
    const measured = await bench.measure(hub, {
      hub: () => askHub(uid),
      provider: () => ask(`http://127.0.0.1:${asked.port}`, `/ocpi/tokens/${uid}/authorize`),
    });
    rows.push({
      case: 'authorise',
      what: `${what}, p50`,
      unit: 'ms',
      ...measured,
      goals: [{ against: 'provider', is: 'difference', atMost }],
    });
  }
  return rows;
}
