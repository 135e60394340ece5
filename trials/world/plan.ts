import type { ObjectModuleId } from '../../src/ocpi/editions/edition.ts';
import type { Party } from '../../src/ocpi/words/party.ts';
import type { Weather } from './network/network.ts';
import type { Way } from './partners/owned.ts';
import type { Dialect, Mood } from './partners/partner.ts';
import { type Chance, chanceOf } from './time/chance.ts';

/** The deeds of a world, without their consequences. Times in milliseconds. */
export type Deed =
  | { do: 'change'; who: Party; module: ObjectModuleId; id: string; way: Way }
  | { do: 'withdraw'; who: Party; id: string }
  | { do: 'session'; who: Party; emsp: Party; token: string; nth: number }
  | { do: 'bill'; who: Party; nth: number }
  | { do: 'start'; who: Party; cpo: Party; token: string; location: string }
  | { do: 'authorise'; who: Party; emsp: Party; token: string }
  | { do: 'steal'; who: Party; victim: Party; token: string }
  | { do: 'agree' | 'suspend' | 'resume' | 'end'; cpo: Party; emsp: Party }
  | { do: 'bar'; who: Party; for: number }
  | { do: 'renew'; who: Party; by: 'partner' | 'hub' }
  | { do: 'sync'; who: Party; type: 'full' | 'delta' }
  | { do: 'crash'; process: number; silent: boolean; for: number }
  | { do: 'trip'; process: number; writes: number; for: number }
  | { do: 'stop'; process: number; for: number }
  | { do: 'stall'; process: number; for: number }
  | { do: 'cut'; process: number; for: number }
  | { do: 'power'; for: number }
  | { do: 'mood'; who: Party; mood: Mood; for: number }
  | { do: 'weather'; who: Party; weather: Weather; for: number };

/** A deed at its time after the beginning. */
export interface Step {
  at: number;
  deed: Deed;
}

/** A partner as it is cast: `listed` operators push nothing, pullers take no pushes, and evil ones want what is not theirs. */
export interface Role {
  party: Party;
  kind: 'operator' | 'listed' | 'provider' | 'puller' | 'evil';
  skew: number;
  dialect: Dialect;
  /** The hub's treatment of its Sessions of drivers whom nobody knows. */
  holds: boolean;
}

/** Everything about a world that is not left to the network: a seed and this make the same events. */
export interface Plan {
  seed: string;
  roles: Role[];
  /** Milliseconds by which the clock of each process of the hub is fast. */
  processes: number[];
  /** The first operator has more than fits on a page from the start, and agrees with others late. */
  crowd: boolean;
  /** Lists are read once a night, half a minute after the beginning, and no process runs in that moment. */
  nightly: boolean;
  /** Lists are read for changes alone, with windows that hardly overlap. */
  deltas: boolean;
  steps: Step[];
}

/** How long deeds are done, in milliseconds. */
export const busyFor = 45_000;

/** The plan of a seed. */
export function planOf(seed: string): Plan {
  const chance = chanceOf(`${seed}/plan`);
  const skew = () => (chance.is(0.5) ? 0 : Math.floor(chance.between(-400, 400)));
  const roleOf = (party: Party, kind: Role['kind']): Role => {
    const dialects: Dialect[] = ['plain', 'plain', 'plain', 'no patch', 'bare', 'base64', 'fractions'];
    return { party, kind, skew: skew(), dialect: chance.pick(dialects), holds: chance.is(0.3) };
  };
  const roles = [
    roleOf('NL*OPA', 'operator'),
    ...(chance.is(0.5) ? [roleOf('NL*OPB', chance.is(0.6) ? 'operator' : 'listed')] : []),
    roleOf('DE*VAA', 'provider'),
    ...(chance.is(0.4) ? [roleOf('DE*VBB', chance.is(0.5) ? 'provider' : 'puller')] : []),
    ...(chance.is(0.3) ? [roleOf('FR*EVE', 'evil')] : []),
  ];
  const processes = Array.from({ length: 1 + chance.below(3) }, skew);
  const crowd = chance.is(0.03);
  const nightly = roles.some(({ kind }) => kind === 'listed') && chance.is(0.3);
  const deltas = !nightly && chance.is(0.5);
  const steps = stepsOf(chance, roles, processes.length).filter(({ at, deed }) => {
    if (crowd && at === 0) return false;
    return (
      !nightly || !isOfList(roles, deed) || (at < 25_000 && !['withdraw', 'sync', 'bar'].includes(deed.do))
    );
  });
  if (crowd) steps.push({ at: 5_000, deed: { do: 'agree', cpo: 'NL*OPA', emsp: 'DE*VAA' } });
  if (nightly)
    for (const process of processes.keys())
      steps.push({ at: 28_500, deed: { do: 'crash', process, silent: false, for: 3_000 + process * 500 } });
  steps.sort((one, other) => one.at - other.at);
  return { seed, roles, processes, crowd, nightly, deltas, steps };
}

/** Whether a deed changes what only a list tells. */
function isOfList(roles: Role[], deed: Deed): boolean {
  return 'who' in deed && roles.some(({ party, kind }) => kind === 'listed' && party === deed.who);
}

function stepsOf(chance: Chance, roles: Role[], processes: number): Step[] {
  const named = (...kinds: Role['kind'][]) =>
    roles.filter(({ kind }) => kinds.includes(kind)).map(({ party }) => party);
  const cpos = named('operator', 'listed');
  const emsps = named('provider', 'puller');
  const draw = drawing(
    chance,
    { cpos, emsps, evil: named('evil'), all: roles.map(({ party }) => party) },
    processes,
  );
  const steps: Step[] = [];
  for (const cpo of cpos)
    for (const emsp of emsps) if (chance.is(0.8)) steps.push({ at: 0, deed: { do: 'agree', cpo, emsp } });
  const add = (count: number, make: () => Deed | undefined) => {
    for (let nth = 0; nth < count; nth++) {
      const deed = make();
      if (deed) steps.push({ at: Math.floor(chance.between(500, busyFor)), deed });
    }
  };
  // Every provider has cards from the start, for most of what follows needs one.
  for (const emsp of emsps)
    steps.push({ at: 200, deed: { do: 'change', who: emsp, module: 'tokens', id: 'T0', way: 'put' } });
  add(8 + chance.below(25), draw.change);
  add(chance.below(2), draw.withdraw);
  for (let nth = chance.below(3); nth > 0; nth--) price(chance, steps, cpos, nth);
  for (let nth = chance.below(4); nth > 0; nth--) visit(chance, steps, cpos, emsps, nth);
  if (chance.is(0.3)) hurry(chance, steps, cpos, emsps);
  add(chance.below(4), draw.start);
  add(chance.below(3), draw.authorise);
  add(chance.below(4), draw.steal);
  add(chance.below(5), draw.agreement);
  add(chance.below(3), draw.care);
  add(1 + chance.below(7), draw.fault);
  return steps;
}

/** Changes of one object that wait for a slow partner, while it is suspended or loses its agreement. */
function hurry(chance: Chance, steps: Step[], cpos: Party[], emsps: Party[]): void {
  const [cpo, emsp] = [chance.pick(cpos), chance.pick(emsps)];
  const at = Math.floor(chance.between(4_000, busyFor * 0.7));
  const weather = { lost: 0, unanswered: 0, doubled: 0, slow: 150 };
  steps.push({ at, deed: { do: 'weather', who: emsp, weather, for: 9_000 } });
  const changed = [
    [100, 'H0'],
    [400, 'H0'],
    [450, 'H1'],
    [700, 'H0'],
    [750, 'H1'],
  ] as const;
  for (const [after, id] of changed)
    steps.push({
      at: at + after,
      deed: { do: 'change', who: cpo, module: 'locations', id, way: chance.pick<Way>(['put', 'part']) },
    });
  const stops = chance.pick<Deed>([
    { do: 'bar', who: emsp, for: 4_000 },
    { do: 'suspend', cpo, emsp },
    { do: 'end', cpo, emsp },
  ]);
  steps.push({ at: at + 1_100, deed: stops });
}

/** A Tariff that comes, changes and goes. */
function price(chance: Chance, steps: Step[], cpos: Party[], nth: number): void {
  const who = chance.pick(cpos);
  const id = `Q${nth}`;
  const at = Math.floor(chance.between(500, busyFor * 0.6));
  const gone = at + Math.floor(chance.between(1_500, 18_000));
  steps.push({ at, deed: { do: 'change', who, module: 'tariffs', id, way: 'put' } });
  if (chance.is(0.4))
    steps.push({ at: at + 1_000, deed: { do: 'change', who, module: 'tariffs', id, way: 'patch' } });
  steps.push({ at: gone, deed: { do: 'withdraw', who, id } });
}

/** A Session with some updates, and its bill, which may come first. */
function visit(chance: Chance, steps: Step[], cpos: Party[], emsps: Party[], nth: number): void {
  const who = chance.pick(cpos);
  const at = Math.floor(chance.between(1_500, busyFor * 0.8));
  steps.push({
    at,
    deed: { do: 'session', who, emsp: chance.pick(emsps), token: `T${chance.below(2)}`, nth },
  });
  const id = `S${nth}`;
  for (let update = chance.below(4); update > 0; update--)
    steps.push({
      at: at + Math.floor(chance.between(200, 8_000)),
      deed: { do: 'change', who, module: 'sessions', id, way: chance.pick<Way>(['put', 'patch']) },
    });
  if (chance.is(0.7))
    steps.push({ at: at + Math.floor(chance.between(0, 10_000)), deed: { do: 'bill', who, nth } });
}

interface Cast {
  cpos: Party[];
  emsps: Party[];
  evil: Party[];
  all: Party[];
}

function drawing(chance: Chance, { cpos, emsps, evil, all }: Cast, processes: number) {
  const whole = (low: number, high: number) => Math.floor(chance.between(low, high));
  const length = () => whole(200, 15_000);
  const process = () => chance.below(processes);
  const who = () => chance.pick(all);
  const token = () => `T${chance.below(2)}`;
  const location = () => `L${chance.below(3)}`;
  const fault = {
    crash: (): Deed => ({ do: 'crash', process: process(), silent: chance.is(0.3), for: length() }),
    trip: (): Deed => ({ do: 'trip', process: process(), writes: 1 + chance.below(12), for: length() }),
    stop: (): Deed => ({ do: 'stop', process: process(), for: length() }),
    stall: (): Deed => ({ do: 'stall', process: process(), for: whole(200, 20_000) }),
    cut: (): Deed => ({ do: 'cut', process: process(), for: whole(500, 15_000) }),
    power: (): Deed => ({ do: 'power', for: whole(100, 5_000) }),
    mood: (): Deed => ({
      ...{ do: 'mood', who: who(), for: length() },
      mood: chance.pick<Mood>(['none', 'none', 'hangs', 429, 503, 401, 500]),
    }),
    weather: (): Deed => ({
      ...{ do: 'weather', who: who(), for: length() },
      weather: {
        ...{ lost: chance.between(0, 0.3), unanswered: chance.between(0, 0.3) },
        ...{ doubled: chance.between(0, 0.2), slow: chance.between(1, 30) },
      },
    }),
  };
  return {
    change(): Deed {
      const way = chance.pick<Way>(['put', 'put', 'patch', 'part']);
      if (chance.is(0.25))
        return { do: 'change', who: chance.pick(emsps), module: 'tokens', id: token(), way };
      const isTariff = chance.is(0.2);
      const id = isTariff ? `P${chance.below(3)}` : location();
      return { do: 'change', who: chance.pick(cpos), module: isTariff ? 'tariffs' : 'locations', id, way };
    },
    withdraw: (): Deed => ({ do: 'withdraw', who: chance.pick(cpos), id: `P${chance.below(3)}` }),
    start: (): Deed => ({
      ...{ do: 'start', who: chance.pick(emsps), cpo: chance.pick(cpos) },
      ...{ token: token(), location: location() },
    }),
    authorise: (): Deed => ({
      ...{ do: 'authorise', who: chance.pick(cpos), emsp: chance.pick(emsps), token: token() },
    }),
    steal: (): Deed | undefined =>
      evil.length > 0
        ? { do: 'steal', who: chance.pick(evil), victim: chance.pick(emsps), token: token() }
        : undefined,
    agreement: (): Deed => ({
      do: chance.pick(['agree', 'suspend', 'resume', 'end']),
      cpo: chance.pick(cpos),
      emsp: chance.pick([...emsps, ...evil]),
    }),
    care: (): Deed =>
      chance.pick([
        { do: 'bar', who: who(), for: length() },
        { do: 'renew', who: who(), by: chance.pick(['partner', 'hub']) },
        { do: 'sync', who: chance.pick(cpos), type: chance.pick(['full', 'delta']) },
      ]),
    fault: (): Deed =>
      fault[
        chance.pick([
          'crash',
          'trip',
          'trip',
          'stop',
          'stall',
          'cut',
          'power',
          'mood',
          'mood',
          'weather',
        ] as const)
      ](),
  };
}

/** A deed in words. */
export function inWords(deed: Deed): string {
  const { do: what, ...rest } = deed;
  return `${what} ${Object.values(rest)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
    .join(' ')}`;
}
