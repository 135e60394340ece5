import type { Sample } from '../rig/alternate-measuring-rounds.ts';
import { origin } from '../rig/listen-on-free-port.ts';
import { locationPuts, statusPatches } from '../rig/load-request-kinds.ts';
import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Row } from '../rig/result-and-goal-types.ts';

/** Changes a second, number of receivers of each, and the most seconds of load at that rate. */
const rate = 200;
const receivers = 30;
const held = 60;

/**
 * Seconds of that load before anything is measured: in its first seconds a process compiles, and the slowest hundredth of a minute is
 * these.
 */
const runIn = 15;

/** The goal in milliseconds, by store. */
const most = { embedded: 100, postgres: 250 };

/**
 * Measures the time from the planned moment of the operator's request to its arrival at each receiver's socket, at a
 * fixed rate.
 */
export async function endToEnd(bench: Bench): Promise<Row[]> {
  const { seconds, quick, store } = bench.options;
  const hub = await bench.hub();
  const bare = await bench.start('bare-fan-out');
  const { operator, providers } = await bench.market(hub, quick ? 2 : receivers);
  const objects = quick ? 20 : 1000;
  await bench.fill(hub, locationPuts(hub.url, operator, objects));
  await bench.served(hub, providers);
  const ports = providers.map(({ port }) => port);
  const limit = await origin(bare, { ports });
  const late = async (to: string, lasts: number): Promise<Sample> => {
    await bench.sinks.ask('reset', { ports });
    const units = Math.ceil(rate * lasts) * ports.length;
    const all = bench.sinks.ask('expect', { total: units });
    await bench.load({ ...statusPatches(to, operator, objects), connections: 64, rate, seconds: lasts });
    await all;
    const { p50, p99 } = await bench.sinks.ask<{ p50: number; p99: number }>('late');
    return { value: p99, p50, units };
  };
  for (const to of quick ? [] : [hub.url, limit]) await late(to, runIn);
  const lasts = quick ? seconds : Math.min(held, seconds * 6);
  const measured = await bench.measure(hub, {
    hub: () => late(hub.url, lasts),
    'bare fan-out': () => late(limit, lasts),
  });
  const what = `${rate} changes/s × ${ports.length} for ${lasts} s, p99`;
  return [
    { case: 'end-to-end', what, unit: 'ms', ...measured, goals: [{ is: 'value', atMost: most[store] }] },
  ];
}
