import { origin } from '../rig/listen-on-free-port.ts';
import { locationPuts, statusPatches } from '../rig/load-request-kinds.ts';
import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Row } from '../rig/result-and-goal-types.ts';

/** Measures an operator's writes without receivers: validated, durable, answered. */
export async function ingest(bench: Bench): Promise<Row[]> {
  const { seconds, quick } = bench.options;
  const [hub, bare, express] = await Promise.all([
    bench.hub(),
    bench.start('bare-http'),
    bench.start('express-ajv'),
  ]);
  const { operator } = await bench.market(hub, 0);
  const origins = { hub: hub.url, bare: await origin(bare), express: await origin(express) };
  const objects = quick ? 20 : 2000;
  await bench.fill(hub, locationPuts(hub.url, operator, objects));
  const rows: Row[] = [];
  for (const [what, kind] of [
    ['PUT Location, 3 KB', locationPuts],
    ['PATCH EVSE status', statusPatches],
  ] as const) {
    const load = (to: string) => ({ ...kind(to, operator, objects), connections: 32, seconds });
    const measured = await bench.measure(hub, {
      hub: () => bench.rate(load(origins.hub), async () => (await hub.usage()).cpu),
      'bare node:http': () => bench.rate(load(origins.bare), bare.cpu),
      'Express + Ajv': () => bench.rate(load(origins.express), express.cpu),
    });
    rows.push({
      case: 'ingest',
      what,
      unit: 'requests/s',
      ...measured,
      goals: [
        { against: 'bare node:http', is: 'ratio', atLeast: 0.5 },
        { against: 'Express + Ajv', is: 'ratio', atLeast: 1.8 },
        { against: 'Express + Ajv', is: 'ratio', atLeast: 1 },
      ],
    });
  }
  return rows;
}
