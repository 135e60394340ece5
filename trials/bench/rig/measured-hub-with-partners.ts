import { setTimeout as pause } from 'node:timers/promises';
import type { Mutex } from 'async-mutex';
import { admin } from '../../torture/call-admin-api.ts';
import { agree, connect } from '../../torture/start-hub-and-partners.ts';
import { until } from '../../torture/wait-until.ts';
import type { ThreadTimes } from '../processes/cpu-sampler.ts';
import type { Load, Loaded } from '../processes/load-generator.ts';
import { alternate, type Sample, type Side, type Sides } from './alternate-measuring-rounds.ts';
import { type Process, type Program, startProcess } from './benchmark-process.ts';
import { type Options } from './command-line-options.ts';
import { stagesOf } from './cpu-profile.ts';
import { type Databases } from './empty-databases.ts';
import { registerIn221 } from './handshake-2.2.1.ts';
import type { Kind } from './load-request-kinds.ts';
import { type Hub, startHub } from './measured-hub-process.ts';
import type { Partner } from './measured-partner.ts';
import type { Row } from './result-and-goal-types.ts';
import { location } from './sample-objects.ts';
import { noSyncRuns, synced } from './sync-with-partner.ts';

/** A version of OCPI that partners speak. */
export type Version = '2.1.1' | '2.2.1';

/** The tools that a case of the benchmark gets. */
export interface Bench {
  options: Options;
  generator: Process;
  sinks: Process;
  /** A hub of so many processes with a store of its own; a quick run has only one hub of one process. */
  hub(workers?: number): Promise<Hub>;
  /** Starts a program that the hub is compared with; it ends with the case of the benchmark. */
  start(program: Program): Promise<Process>;
  /** Registers a new partner with a hub, in 2.1.1 where `version` is not given. */
  partner(hub: Hub, role: 'CPO' | 'EMSP', version?: Version): Promise<Partner>;
  /** An operator and so many providers with agreements, of which each speaks the version at its turn, all 2.1.1 where none are given. */
  market(
    hub: Hub,
    providers: number,
    versions?: Version[],
  ): Promise<{ operator: Partner; providers: Partner[] }>;
  /**
   * Sends each object of a kind of requests once, and waits until the hub is idle again, its store's compaction
   * included.
   */
  fill(hub: Hub, kind: Kind): Promise<void>;
  /** Lets the hub pull so many Locations from an operator, the same as `fill` pushes, without a request for each. */
  fillBySync(hub: Hub, operator: Partner, count: number): Promise<void>;
  /** Turns off pushes to a partner, which then only reads. */
  quieten(hub: Hub, partner: Partner): Promise<void>;
  /** Waits until the hub has no push left for these partners, those of its filling included. */
  served(hub: Hub, partners: Partner[]): Promise<void>;
  /** Sends a load to the hub; throws after any failure, since the figures would have no meaning. */
  load(load: Load): Promise<Loaded>;
  /** Measures the hub and the comparison programs in turn. */
  alternate(sides: Sides, rounds?: number): Promise<Side[]>;
  /** Measures the sides in turn, and the first, `hub`, once more with a CPU profile for the stages of its work. */
  measure(hub: Hub, sides: Sides): Promise<Pick<Row, 'sides' | 'stages'>>;
  /** Requests a second under a load, and for each CPU second of the answering process. */
  rate(load: Load, cpu: () => Promise<number>): Promise<Sample>;
  /** Prints a line. */
  say(line: string): void;
  /** Ends all processes that the present case of the benchmark has started. */
  tidy(): Promise<void>;
  /** Ends all processes of the benchmark. */
  end(): Promise<void>;
}

/** The checkout that is measured; it holds `turn`, and passes it on after each round. */
export interface Measured {
  checkout: string;
  turn: Mutex;
}

/** Number of objects in a list from which a hub is filled: the partner has all of its pages in memory. */
const listed = 50_000;

/** CPUs that a hub uses at most while it is idle, reading its metrics included. */
const idle = 0.1;

/** Opens the bench of a checkout: starts the generator and the partners' platforms; cases start hubs and comparison programs. */
export async function openBench(
  options: Options,
  databases: Databases,
  { checkout, turn }: Measured,
): Promise<Bench> {
  const [generator, sinks] = await Promise.all([
    startProcess('load-generator'),
    startProcess('partner-platforms'),
  ]);
  const limits: Process[] = [];
  const hubs: Hub[] = [];
  let shared: Promise<Hub> | undefined;
  let parties = 0;
  const pass = async () => {
    turn.release();
    await turn.acquire();
  };
  const start = async (workers: number) => startHub({ checkout, database: await databases.next(), workers });
  const bench: Bench = {
    options,
    generator,
    sinks,
    async hub(workers = 1) {
      if (options.quick && workers === 1) return (shared ??= start(1));
      const hub = await start(workers);
      hubs.push(hub);
      return hub;
    },
    async start(program) {
      const limit = await startProcess(program, program === 'validation' ? checkout : '.');
      limits.push(limit);
      return limit;
    },
    async partner(hub, role, version = '2.1.1') {
      const [port = 0] = await sinks.ask<number[]>('open', { count: 1 });
      const party = (46_656 / 2 + parties++).toString(36).toUpperCase().slice(-3);
      const handshake = version === '2.2.1' ? registerIn221 : undefined;
      return { party, port, ...(await connect(hub.url, { role, party }, port, {}, handshake)) };
    },
    async market(hub, count, versions = ['2.1.1']) {
      const operator = await bench.partner(hub, 'CPO');
      const providers: Partner[] = [];
      for (let n = 0; n < count; n += 1) {
        const provider = await bench.partner(hub, 'EMSP', versions[n % versions.length]);
        await agree(hub.url, operator.party, provider.party);
        providers.push(provider);
      }
      return { operator, providers };
    },
    async fill(hub, kind) {
      await bench.load({ ...kind, connections: 32, count: kind.objects });
      await idleAgain(hub);
    },
    async fillBySync(hub, operator, count) {
      const { port } = operator;
      await noSyncRuns(hub);
      for (let first = 0; first < count; first += listed) {
        const list = { count: Math.min(listed, count - first), page: 1000 };
        await sinks.ask('offer', { port, object: location('L{n}'), first, ...list });
        // A full sync would retire the Locations of the lists before.
        await synced(hub, operator, 'delta');
      }
      await sinks.ask('offer', { port, object: '', count: 0, page: 1 });
      await idleAgain(hub);
    },
    async quieten(hub, { id }) {
      const { status } = await admin(hub.url, 'PATCH', `/connections/${id}`, { options: { push: false } });
      if (status !== 200) throw new Error(`the hub does not change a connection: HTTP ${status}`);
    },
    async served(hub, partners) {
      for (const { id } of partners)
        await until(async () => {
          const { json } = await admin(hub.url, 'GET', `/connections/${id}`);
          const { state, pending } = json.delivery as { state: string; pending: number };
          return state === 'LIVE' && pending === 0 ? undefined : `${id} is ${state}, ${pending} pending`;
        });
    },
    async load(load) {
      const loaded = await generator.ask<Loaded>('load', load);
      if (loaded.failures === 0) return loaded;
      throw new Error(
        `${load.method} ${load.path}: ${loaded.failures} of ${loaded.done} failed: ${loaded.failure}`,
      );
    },
    alternate: (sides, rounds = options.rounds) => alternate(rounds, sides, pass),
    async measure(hub, sides) {
      const measured = await bench.alternate(sides);
      const [ours] = Object.values(sides);
      const before = await hub.threads();
      const plain = unitsOf(await ours!());
      const after = await hub.threads();
      const { done, profile } = await hub.profiled(ours!);
      const times = before && after && perUnit(before, after, plain);
      return { sides: measured, stages: stagesOf(profile, unitsOf(done), times) };
    },
    async rate(load, cpu) {
      const before = await cpu();
      const { done, seconds } = await bench.load(load);
      return { value: done / seconds, perCpu: done / ((await cpu()) - before), units: done };
    },
    say: (line) => console.log(line),
    async tidy() {
      for (const limit of limits.splice(0)) limit.end();
      await Promise.all(hubs.splice(0).map((hub) => hub.end()));
    },
    async end() {
      await bench.tidy();
      await (await shared)?.end();
      generator.end();
      sinks.end();
    },
  };
  return bench;
}

/** The units of work of a round, for which the time of each stage is told. */
function unitsOf(sample: Sample | number): number {
  return typeof sample === 'number' ? 0 : (sample.units ?? 0);
}

function perUnit(before: ThreadTimes, after: ThreadTimes, units: number): ThreadTimes {
  return { main: (after.main - before.main) / units, beside: (after.beside - before.beside) / units };
}

/** Waits until the hub has nothing to do, its store's compaction included. */
async function idleAgain(hub: Hub): Promise<void> {
  await until(async () => {
    const { cpu } = await hub.usage();
    await pause(500);
    const used = ((await hub.usage()).cpu - cpu) * 2;
    return used < idle ? undefined : `the hub still uses ${used.toFixed(2)} CPUs`;
  });
}
