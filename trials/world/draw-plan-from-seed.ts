import type { Party } from '../../src/ocpi/words/party-id.ts';
import { isOperator } from './partner-in-simulated-world.ts';
import type { Way } from './partners/owned-objects.ts';
import type { Dialect, Mood } from './partners/simulated-partner.ts';
import { busyFor, type Deed, type Plan, type Role, type Step } from './plan-types.ts';
import { momentsOf } from './rare-moments.ts';
import type { Cast, Moment } from './steps-of-rare-moments.ts';
import { type Chance, chanceOf } from './time/seeded-random.ts';

/** Draws the plan of a world from its seed; with `mixed` some of its providers speak 2.2.1. */
export function planOf(seed: string, mixed = false): Plan {
  const chance = chanceOf(`${seed}/plan`);
  const skew = () => {
    if (chance.is(0.5)) return 0;
    return chance.is(0.3) ? chance.pick([-390, 390]) : Math.floor(chance.between(-400, 400));
  };
  const roleOf = (party: Party, kind: Role['kind']): Role => {
    const dialects: Dialect[] = ['plain', 'plain', 'plain', 'no patch', 'bare', 'base64', 'fractions'];
    const isOwner = kind === 'operator' || kind === 'listed';
    return {
      ...{ party, kind, skew: skew(), dialect: chance.pick(dialects), holds: chance.is(0.4) },
      stock: isOwner && chance.is(0.5) ? 5 : 0,
    };
  };
  const roles = [
    roleOf('NL*OPA', 'operator'),
    ...(chance.is(0.5) ? [roleOf('NL*OPB', chance.is(0.5) ? 'operator' : 'listed')] : []),
    roleOf('DE*VAA', 'provider'),
    ...(chance.is(0.5) ? [roleOf('DE*VBB', chance.is(0.5) ? 'provider' : 'puller')] : []),
    ...(chance.is(0.3) ? [roleOf('FR*EVE', 'evil')] : []),
  ];
  if (mixed) speakLater(chanceOf(`${seed}/versions`), roles);
  const processes = Array.from({ length: 1 + chance.below(3) }, skew);
  const isCrowd = chance.is(0.03);
  if (isCrowd) Object.assign(roles[0]!, { stock: 205 });
  const nightly = roles.some(({ kind }) => kind === 'listed') && chance.is(0.3);
  const deltas = !nightly && chance.is(0.5);
  const cast = { ...castOf(roles), processes: processes.length, deltas };
  const moments = momentsOf(chance, cast);
  const steps = stepsOf(chance, cast, moments).filter(({ at, deed }) => {
    if (isCrowd && at === 0) return false;
    return (
      !nightly ||
      !isOfList(roles, deed) ||
      (at < 22_000 && !['withdraw', 'shrink', 'lapse', 'sync', 'bar'].includes(deed.do))
    );
  });
  if (isCrowd) steps.push({ at: 5_000, deed: { do: 'agree', cpo: 'NL*OPA', emsp: 'DE*VAA' } });
  if (nightly)
    for (const process of processes.keys())
      steps.push({ at: 25_500, deed: { do: 'crash', process, silent: false, for: 3_000 + process * 500 } });
  steps.sort((one, other) => one.at - other.at);
  const names = moments.map(({ name = '' }) => name);
  return { seed, roles, processes, nightly, deltas, moments: names, steps };
}

/** Whether a deed changes an object that its owner never pushes, so that only a list tells of it. */
function isOfList(roles: Role[], deed: Deed): boolean {
  return 'who' in deed && roles.some(({ party, kind }) => kind === 'listed' && party === deed.who);
}

/** Lets one provider, and others by chance, speak 2.2.1. */
function speakLater(chance: Chance, roles: Role[]): void {
  const emsps = roles.filter((role) => !isOperator(role));
  const one = chance.pick(emsps);
  for (const role of emsps) if (role === one || chance.is(0.4)) role.version = '2.2.1';
}

function castOf(roles: Role[]) {
  const named = (...kinds: Role['kind'][]) =>
    roles.filter(({ kind }) => kinds.includes(kind)).map(({ party }) => party);
  return {
    roles,
    ...{ cpos: named('operator', 'listed'), emsps: named('provider', 'puller'), evil: named('evil') },
    all: roles.map(({ party }) => party),
  };
}

function stepsOf(chance: Chance, cast: Cast, moments: Moment[]): Step[] {
  const { cpos, emsps } = cast;
  const draw = drawing(chance, cast);
  const steps: Step[] = [];
  const isParted = (cpo: Party, emsp: Party) =>
    moments.some(({ parted }) => parted?.cpo === cpo && parted.emsp === emsp);
  for (const cpo of cpos)
    for (const emsp of emsps)
      if (chance.is(0.8) && !isParted(cpo, emsp)) steps.push({ at: 0, deed: { do: 'agree', cpo, emsp } });
  const add = (count: number, make: () => Deed | undefined) => {
    for (let nth = 0; nth < count; nth++) {
      const deed = make();
      if (deed) steps.push({ at: Math.floor(chance.between(500, busyFor)), deed });
    }
  };
  // Every provider has cards from the start, since most later deeds need one.
  for (const emsp of emsps)
    steps.push({ at: 200, deed: { do: 'change', who: emsp, module: 'tokens', id: 'T0', way: 'put' } });
  add(6 + chance.below(20), draw.change);
  add(chance.below(2), draw.withdraw);
  for (let nth = chance.below(3); nth > 0; nth--) steps.push(...price(chance, cpos, nth));
  for (let nth = chance.below(4); nth > 0; nth--) steps.push(...visit(chance, cpos, emsps, nth));
  add(chance.below(4), draw.start);
  add(chance.below(3), draw.authorise);
  add(chance.below(4), draw.steal);
  add(chance.below(4), draw.agreement);
  add(chance.below(3), draw.care);
  add(chance.below(3), draw.why);
  add(1 + chance.below(6), draw.fault);
  return [...steps, ...moments.flatMap((moment) => moment.steps)];
}

/** Steps in which an operator's Tariff is published, changed and withdrawn. */
function price(chance: Chance, cpos: Party[], nth: number): Step[] {
  const who = chance.pick(cpos);
  const id = `Q${nth}`;
  const at = Math.floor(chance.between(500, busyFor * 0.6));
  const gone = at + Math.floor(chance.between(1_500, 18_000));
  const isChanged = chance.is(0.4);
  return [
    { at, deed: { do: 'change', who, module: 'tariffs', id, way: 'put' } },
    ...(isChanged
      ? [{ at: at + 1_000, deed: { do: 'change', who, module: 'tariffs', id, way: 'patch' } as const }]
      : []),
    { at: gone, deed: { do: 'withdraw', who, id } },
  ];
}

/** Steps of a Session with some updates, and its CDR, which may come first. */
function visit(chance: Chance, cpos: Party[], emsps: Party[], nth: number): Step[] {
  const who = chance.pick(cpos);
  const emsp = chance.pick(emsps);
  const at = Math.floor(chance.between(1_500, busyFor * 0.8));
  const steps: Step[] = [{ at, deed: { do: 'session', who, emsp, token: `T${chance.below(2)}`, nth } }];
  const later = (most: number) => at + Math.floor(chance.between(200, most));
  for (let update = chance.below(4); update > 0; update--)
    steps.push({
      at: later(8_000),
      deed: {
        ...{ do: 'change', who, module: 'sessions', id: `S${nth}` },
        way: chance.pick<Way>(['put', 'patch']),
      },
    });
  if (chance.is(0.7)) steps.push({ at: later(10_000), deed: { do: 'bill', who, nth } });
  if (chance.is(0.3)) steps.push({ at: later(6_000), deed: { do: 'profile', who: emsp, cpo: who, nth } });
  if (chance.is(0.4)) steps.push({ at: later(9_000), deed: { do: 'report', who, nth } });
  return steps;
}

function drawing(chance: Chance, { cpos, emsps, evil, all, processes }: Cast) {
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
    disk: (): Deed => ({ do: 'disk', slow: whole(20, 150), for: whole(500, 3_000) }),
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
  const kinds = [
    ...['crash', 'trip', 'trip', 'stop', 'stall', 'cut', 'power', 'disk', 'mood', 'mood', 'weather'],
  ] as (keyof typeof fault)[];
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
    why: (): Deed => ({
      do: 'why',
      who: chance.pick(emsps),
      owner: chance.pick(cpos),
      module: 'locations',
      id: location(),
    }),
    fault: (): Deed => fault[chance.pick(kinds)](),
  };
}
