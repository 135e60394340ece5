import type { Sample } from '../rig/alternate-measuring-rounds.ts';
import { locationPuts, statusPatches } from '../rig/load-request-kinds.ts';
import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Row } from '../rig/result-and-goal-types.ts';

/** Changes a second: few enough that no process is at its limit. */
const rate = 50;

/** Seconds of a round: with fewer than a thousand changes p99 is one turn of the event loop. */
const held = 20;

/** Measures the effect of one dead or slow receiver on the others. */
export async function neighbour(bench: Bench): Promise<Row[]> {
  const { seconds, quick } = bench.options;
  const hub = await bench.hub();
  const { operator, providers } = await bench.market(hub, quick ? 3 : 30);
  const objects = quick ? 20 : 500;
  await bench.fill(hub, locationPuts(hub.url, operator, objects));
  await bench.served(hub, providers);
  const ill = providers[0]!;
  const others = providers.slice(1).map(({ port }) => port);
  const late = async (manners: object): Promise<Sample> => {
    await bench.sinks.ask('behave', { port: ill.port, manners });
    await bench.sinks.ask('reset', { ports: others });
    const lasts = quick ? seconds : held;
    const units = Math.ceil(rate * lasts) * others.length;
    const all = bench.sinks.ask('expect', { total: units });
    await bench.load({ ...statusPatches(hub.url, operator, objects), connections: 32, rate, seconds: lasts });
    await all;
    const { p50, p99 } = await bench.sinks.ask<{ p50: number; p99: number }>('late');
    await bench.sinks.ask('behave', { port: ill.port, manners: {} });
    await bench.served(hub, [ill]);
    return { value: p99, p50, units };
  };
  const rows: Row[] = [];
  // A process compiles in its first seconds.
  if (!quick) await late({});
  for (const [what, manners] of [
    ['one takes 2 s for each', { delay: quick ? 100 : 2000 }],
    ['one is dead', { dead: true }],
  ] as const) {
    const measured = await bench.measure(hub, { hub: () => late(manners), 'all well': () => late({}) });
    rows.push({
      case: 'neighbour',
      what: `${what}: the others' p99`,
      unit: 'ms',
      ...measured,
      goals: [{ against: 'all well', is: 'ratio', atMost: 1.1 }],
    });
  }
  return rows;
}
