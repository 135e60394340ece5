import type { Sample } from '../rig/alternate-measuring-rounds.ts';
import { locationPages, statusPatches } from '../rig/load-request-kinds.ts';
import type { Hub } from '../rig/measured-hub-process.ts';
import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Partner } from '../rig/measured-partner.ts';
import type { Goal, Row } from '../rig/result-and-goal-types.ts';

/** A hub with a number of stored objects. */
interface Grown {
  name: string;
  size: number;
  hub: Hub;
  operator: Partner;
  reader: Partner;
}

/** Measures a write, a page, a restart and memory with more and more stored objects; hubs of all sizes run at once. */
export async function growth(bench: Bench): Promise<Row[]> {
  const { rounds, seconds, quick, stored } = bench.options;
  const sizes = quick ? [40] : [1000, 10_000, 100_000, 1_000_000].filter((size) => size <= stored);
  const all: Grown[] = [];
  for (const size of sizes.reverse()) {
    const hub = await bench.hub();
    const { operator, providers } = await bench.market(hub, 1);
    await bench.quieten(hub, providers[0]!);
    await bench.fillBySync(hub, operator, size);
    all.push({ name: all.length === 0 ? 'hub' : `with ${size}`, size, hub, operator, reader: providers[0]! });
  }
  const sides = (measure: (grown: Grown) => Promise<Sample | number>, times = rounds) =>
    bench.alternate(Object.fromEntries(all.map((grown) => [grown.name, () => measure(grown)])), times);
  const rate = ({ hub }: Grown, load: Parameters<Bench['load']>[0]) =>
    bench.rate(load, async () => (await hub.usage()).cpu);
  const smallest = all.at(-1)?.name;
  const flat: Goal[] = [{ against: smallest, is: 'ratio', atLeast: 0.83 }];
  const row = { case: 'growth', goals: [] as Goal[] };
  const largest = all[0]?.size ?? 0;
  return [
    {
      ...row,
      what: `PATCH EVSE status, ${largest} stored`,
      unit: 'requests/s',
      goals: flat,
      sides: await sides((grown) =>
        rate(grown, {
          ...statusPatches(grown.hub.url, grown.operator, grown.size),
          connections: 32,
          seconds,
        }),
      ),
    },
    {
      ...row,
      what: `page of 100 in the middle of ${largest}`,
      unit: 'pages/s',
      goals: flat,
      sides: await sides((grown) =>
        rate(grown, {
          ...locationPages(grown.hub.url, grown.reader, 100, grown.size / 2),
          connections: 8,
          seconds,
        }),
      ),
    },
    {
      ...row,
      what: `memory with ${largest} stored`,
      unit: 'MB',
      sides: await sides(async ({ hub }) => (await hub.usage()).memory / 1_048_576, 1),
    },
    {
      ...row,
      what: `restart with ${largest} stored`,
      unit: 'ms',
      sides: await sides(({ hub }) => hub.restart(), Math.min(rounds, 3)),
    },
  ];
}
