import { origin } from '../rig/listen-on-free-port.ts';
import { locationPages, locationPuts } from '../rig/load-request-kinds.ts';
import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Row } from '../rig/result-and-goal-types.ts';

/** Measures pages of Locations, the first and one at a high offset, with few and with many stored. */
export async function pull(bench: Bench): Promise<Row[]> {
  const { seconds, quick, stored } = bench.options;
  const rows: Row[] = [];
  const hub = await bench.hub();
  const { operator, providers } = await bench.market(hub, 1);
  const reader = providers[0]!;
  await bench.quieten(hub, reader);
  const bare = await bench.start('bare-http');
  const limit = await origin(bare);
  for (const size of new Set([Math.min(10_000, stored), stored])) {
    await bench.fill(hub, locationPuts(hub.url, operator, size));
    for (const limitTo of quick ? [10] : [100, 1000]) {
      const last = Math.max(0, size - limitTo);
      const first = locationPages(hub.url, reader, limitTo, 0);
      const high = locationPages(hub.url, reader, limitTo, last);
      await bare.ask('page', { url: first.origin + first.path, token: first.token });
      const usage = async () => (await hub.usage()).cpu;
      const read = { connections: 8, seconds };
      const measured = await bench.measure(hub, {
        hub: () => bench.rate({ ...high, ...read }, usage),
        'first page': () => bench.rate({ ...first, ...read }, usage),
        'bare node:http': () => bench.rate({ ...first, ...read, origin: limit }, bare.cpu),
      });
      rows.push({
        case: 'pull',
        what: `page of ${limitTo} at ${last} of ${size}`,
        unit: 'pages/s',
        ...measured,
        goals: [
          { against: 'bare node:http', is: 'ratio', atLeast: 0.5 },
          { against: 'first page', is: 'ratio', atLeast: 0.83 },
        ],
      });
    }
  }
  return rows;
}
