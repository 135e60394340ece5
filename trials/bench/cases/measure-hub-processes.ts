import type { Sides } from '../rig/alternate-measuring-rounds.ts';
import { locationPuts, statusPatches } from '../rig/load-request-kinds.ts';
import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Row } from '../rig/result-and-goal-types.ts';

/** Measures writes to one, two and four hub processes on one database. */
export async function workers(bench: Bench): Promise<Row[]> {
  const { seconds, quick, store } = bench.options;
  if (store === 'embedded') {
    bench.say('workers: skipped, several processes need --store postgres');
    return [];
  }
  const objects = quick ? 20 : 2000;
  const sides: Sides = {};
  for (const count of [1, 2, 4]) {
    const hub = await bench.hub(count);
    const { operator } = await bench.market(hub, 0);
    await bench.fill(hub, locationPuts(hub.url, operator, objects));
    const load = { ...statusPatches(hub.url, operator, objects), connections: 64, seconds };
    sides[count === 1 ? 'one process' : `${count} processes`] = async () => {
      const loaded = await bench.load(load);
      return loaded.done / loaded.seconds;
    };
  }
  return [
    {
      case: 'workers',
      what: 'PATCH EVSE status',
      unit: 'requests/s',
      sides: await bench.alternate(sides),
      goals: [],
    },
  ];
}
