import { admin } from '../../torture/call-admin-api.ts';
import type { Sample } from '../rig/alternate-measuring-rounds.ts';
import { origin } from '../rig/listen-on-free-port.ts';
import { locationPuts, statusPatches } from '../rig/load-request-kinds.ts';
import type { Hub } from '../rig/measured-hub-process.ts';
import type { Bench } from '../rig/measured-hub-with-partners.ts';
import type { Partner } from '../rig/measured-partner.ts';
import type { Row } from '../rig/result-and-goal-types.ts';

/** Measures the deliveries of one incoming PATCH to each of the receivers. */
export async function fanOut(bench: Bench): Promise<Row[]> {
  const { seconds, quick } = bench.options;
  const rows: Row[] = [];
  for (const { receivers, mixed } of quick ? [{ receivers: 2, mixed: true }] : markets) {
    const hub = await bench.hub();
    const bare = await bench.start('bare-fan-out');
    const { operator, providers } = await bench.market(hub, receivers);
    const objects = quick ? 20 : 500;
    await bench.fill(hub, locationPuts(hub.url, operator, objects));
    if (mixed) await mixDialects(hub, providers);
    await bench.served(hub, providers);
    const ports = providers.map(({ port }) => port);
    const limit = await origin(bare, { ports });
    // The number suits the fastest side, but stays below a follower's queue for one receiver.
    const changes = quick ? 20 : Math.min(5000, Math.ceil((6000 * seconds) / receivers));
    const send = (to: string, cpu: () => Promise<number>) =>
      deliveries(bench, { to, operator, objects, changes, ports }, cpu);
    const measured = await bench.measure(hub, {
      hub: () => send(hub.url, async () => (await hub.usage()).cpu),
      'bare fan-out': () => send(limit, bare.cpu),
    });
    if ((await bare.ask<number>('failures')) > 0) throw new Error('the bare fan-out lost deliveries');
    rows.push({
      case: 'fan-out',
      what: `1 → ${receivers}${mixed ? ', mixed dialects' : ''}`,
      unit: 'deliveries/s',
      ...measured,
      goals: (receivers >= 10 ? [0.85, 0.6] : []).map((atLeast) => ({
        against: 'bare fan-out',
        is: 'ratio',
        atLeast,
      })),
    });
    await bench.tidy();
  }
  return rows;
}

/** The measured markets by their number of receivers; in one of them the receivers need different dialects. */
const markets = [
  { receivers: 10, mixed: false },
  { receivers: 30, mixed: false },
  { receivers: 30, mixed: true },
  { receivers: 100, mixed: false },
];

/** Dialects of OCPI that the receivers take in turn; the first is the hub's ordinary one. */
const profiles = [
  {},
  { dates: 'whole_seconds' },
  { extensions: 'none' },
  { nulls: 'explicit', trailing_slash: 'always' },
];

async function mixDialects(hub: Hub, providers: Partner[]): Promise<void> {
  for (const [at, { id }] of providers.entries()) {
    const profile = profiles[at % profiles.length];
    const { status } = await admin(hub.url, 'PATCH', `/connections/${id}`, { profile });
    if (status !== 200) throw new Error(`the hub does not set a profile: HTTP ${status}`);
  }
}

export interface Deliveries {
  to: string;
  operator: Partner;
  objects: number;
  changes: number;
  ports: number[];
}

/** Measures deliveries a second, from the first request to the last arrival at a receiver. */
export async function deliveries(
  bench: Bench,
  given: Deliveries,
  cpu: () => Promise<number>,
): Promise<Sample> {
  const total = given.changes * given.ports.length;
  await bench.sinks.ask('reset', { ports: given.ports });
  const before = await cpu();
  const began = performance.now();
  const all = bench.sinks.ask('expect', { total });
  await bench.load({
    ...statusPatches(given.to, given.operator, given.objects),
    connections: 16,
    count: given.changes,
  });
  await all;
  const seconds = (performance.now() - began) / 1000;
  return { value: total / seconds, perCpu: total / ((await cpu()) - before), units: total };
}
