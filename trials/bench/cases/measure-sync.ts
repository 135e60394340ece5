import type { Sample } from '../rig/alternate-measuring-rounds.ts';
import type { Hub } from '../rig/measured-hub-process.ts';
import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Partner } from '../rig/measured-partner.ts';
import type { Row } from '../rig/result-and-goal-types.ts';
import { location } from '../rig/sample-objects.ts';
import { noSyncRuns, synced } from '../rig/sync-with-partner.ts';

/** Measures a sync: objects of a partner's list, read, checked and stored; and one in which nothing has changed. */
export async function sync(bench: Bench): Promise<Row[]> {
  const { quick } = bench.options;
  const hub = await bench.hub();
  const operator = await bench.partner(hub, 'CPO');
  const count = quick ? 40 : 10_000;
  await noSyncRuns(hub);
  let offered = 0;
  const offer = async () => {
    offered += 1;
    // Each round has other content, or the hub would store nothing; the objects are strictly valid, or the hub would
    // spend time on findings.
    const object = location('L{n}')
      .replaceAll('Rotterdam', `Rotterdam ${offered}`)
      .replaceAll(
        '2026-01-01T00:00:00Z',
        new Date(Date.UTC(2026, 0, 2, 0, 0, offered)).toISOString().replace('.000', ''),
      );
    await bench.sinks.ask('offer', { port: operator.port, object, count, page: quick ? 20 : 1000 });
  };
  const url = `http://127.0.0.1:${operator.port}/ocpi/locations`;
  const read = async (): Promise<Sample> => {
    const [before, began] = [await bench.generator.cpu(), performance.now()];
    await bench.generator.ask('read', { url });
    const seconds = (performance.now() - began) / 1000;
    return { value: count / seconds, perCpu: count / ((await bench.generator.cpu()) - before) };
  };
  const rows: Row[] = [];
  for (const [what, prepare, stored, atLeast] of [
    ['all changed', offer, count, 0.2],
    ['none changed', () => Promise.resolve(), 0, 0.5],
  ] as const) {
    const measured = await bench.measure(hub, {
      hub: async () => {
        await prepare();
        return pulled(hub, operator, { count, stored });
      },
      'undici and JSON.parse': async () => {
        await prepare();
        return read();
      },
    });
    // The comparison program has offered other objects, which the next measurement must not find new.
    await pulled(hub, operator, { count });
    rows.push({
      case: 'sync',
      what: `${count} Locations, ${what}`,
      unit: 'objects/s',
      ...measured,
      goals: [{ against: 'undici and JSON.parse', is: 'ratio', atLeast }],
    });
  }
  return rows;
}

/** Lets the hub pull all `count` objects of an operator, `stored` of which should turn out to be new or changed. */
async function pulled(
  hub: Hub,
  operator: Partner,
  { count, stored }: { count: number; stored?: number },
): Promise<Sample> {
  const before = (await hub.usage()).cpu;
  const began = performance.now();
  const changed = await synced(hub, operator, 'full');
  if (stored !== undefined && changed !== stored)
    throw new Error(`the sync stored ${changed} objects in place of ${stored}`);
  const seconds = (performance.now() - began) / 1000;
  return { value: count / seconds, perCpu: count / ((await hub.usage()).cpu - before), units: count };
}
