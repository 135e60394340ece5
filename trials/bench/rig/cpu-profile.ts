import type { ThreadTimes } from '../processes/cpu-sampler.ts';
import { type Place, sources } from './compile-checkout.ts';
import type { Stage } from './result-and-goal-types.ts';

/** A CPU profile as V8 gives it; times in microseconds. */
export interface CpuProfile {
  nodes: ProfileNode[];
  samples: number[];
  timeDeltas: number[];
}

interface ProfileNode {
  id: number;
  callFrame: { functionName: string } & Place;
  children?: number[];
}

/**
 * Stages of the hub's work by the file of the running function; the first that fits counts. A function in none of these
 * files counts as its caller does.
 */
// biome-ignore format: a table
const stages: [stage: string, place: RegExp][] = [
  ['garbage',           /^\(garbage collector\)/],
  ['idle',              /^\(idle\)/],
  ['profile',           /node:inspector|\/bench\/processes\//],
  ['undici',            /node_modules\/undici\//],
  ['Express',           /node_modules\/(express|router|path-to-regexp|body-parser|raw-body)\//],
  ['HTTP of Node',      /node:_http_|node:internal\/http/],
  ['sockets',           /node:net|node:_tls|node:internal\/(stream_base|streams|js_stream)|node:stream/],
  ['log',               /node_modules\/(pino|sonic-boom|thread-stream|quick-format-unescaped)|\/src\/log(ger)?\.ts/],
  ['metrics',           /node_modules\/prom-client|\/src\/admin\/(metrics|gauges|timed-store|prometheus|measure-store)/],
  ['journal',           /\/src\/store\/.*(journal|\/ring)|\/(journalled-body|body-for-journal)\.ts/],
  ['LevelDB',           /node_modules\/(classic-level|abstract-level|level-transcoder|maybe-combine-errors|module-error)/],
  ['pg',                /node_modules\/pg/],
  ['store',             /\/src\/store\//],
  ['check',             /\/src\/ocpi\/schemas\/|\/src\/ocpi\/words\/(dates|ocpi-datetime|json|read-json)|ajv|secure-json-parse/],
  ['rules of partners', /\/src\/ocpi\/rules\/|\/src\/hub\/insight\//],
  ['client',            /\/src\/ocpi\/client\//],
  ['server',            /\/src\/ocpi\/server\//],
  ['delivery',          /\/src\/hub\/delivery\//],
  ['who may see what',  /\/src\/hub\/market\//],
  ['writes',            /\/src\/hub\/(objects|binding)\//],
  ['sync',              /\/src\/hub\/sync\//],
  ['other of the hub',  /\/src\//],
  ['turns of the loop', /^\(program\)|node:internal\/(process\/task_queues|timers)|node:timers/],
];

/**
 * The microseconds of each unit of work by stage, the longest first. The profile tells shares only: while it is made, the main thread
 * takes half as much time again, and V8 has a thread that takes more than all others beside it. `plain` are the microseconds of a unit
 * without a profile, where the system tells them.
 */
export function stagesOf(profile: CpuProfile, units: number, plain?: ThreadTimes): Stage[] {
  const spent = new Map<string, number>();
  const stageOf = stageById(profile.nodes);
  profile.samples.forEach((id, at) => {
    const stage = stageOf.get(id) ?? 'other';
    spent.set(stage, (spent.get(stage) ?? 0) + (profile.timeDeltas[at] ?? 0));
  });
  spent.delete('idle');
  spent.delete('profile');
  const onMain = [...spent.values()].reduce((total, time) => total + time, 0);
  const share = plain ? plain.main / onMain : 1 / units;
  const stages = [...spent].map(([stage, time]) => ({ stage, micros: time * share }));
  if (plain) stages.push({ stage: 'beside the main thread', micros: plain.beside });
  return stages
    .map(({ stage, micros }) => ({ stage, micros: Number(micros.toPrecision(3)) }))
    .filter(({ micros }) => micros > 0)
    .sort((one, other) => other.micros - one.micros);
}

function stageById(nodes: ProfileNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const sourceOf = sources();
  const known = new Map<number, string>();
  const name = (id: number, callers: string) => {
    const { callFrame, children = [] } = byId.get(id)!;
    const stage = stageAt(callFrame.functionName, sourceOf(callFrame)) ?? callers;
    known.set(id, stage);
    for (const child of children) name(child, stage);
  };
  const [root] = nodes;
  if (root) name(root.id, 'other');
  return known;
}

function stageAt(functionName: string, source: string): string | undefined {
  const place = source === '' ? functionName : source;
  return stages.find(([, fits]) => fits.test(place))?.[0];
}
