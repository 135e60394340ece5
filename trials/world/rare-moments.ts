import type { Way } from './partners/owned-objects.ts';
import type { Role } from './plan-types.ts';
import { busyFor, type Deed } from './plan-types.ts';
import { type Cast, change, type Moment, type Scene, steps, weather } from './steps-of-rare-moments.ts';
import type { Chance } from './time/seeded-random.ts';

/** Draws the rare moments of a plan, each with the odds of its row. */
export function momentsOf(drawn: Chance, cast: Cast): Moment[] {
  const one = (...kinds: Role['kind'][]) => {
    const some = cast.roles.filter(({ kind }) => kinds.includes(kind));
    return some.length > 0 ? drawn.pick(some) : undefined;
  };
  return moments.flatMap(([name, odds, draw, apart]) => {
    const chance = apart ? drawn.fork(name) : drawn;
    const at = Math.floor(chance.between(4_000, busyFor * 0.7));
    const moment = chance.is(odds) && draw({ ...cast, chance, at, one });
    return moment ? { ...moment, name } : [];
  });
}

type Row = [name: string, odds: number, draw: (scene: Scene) => Moment | undefined, apart?: 'apart'];
/** A moment that is drawn `apart` leaves the plans of all seeds that do not have it as they are. */
// biome-ignore format: a table
const moments: Row[] = [
  ['hurry',               0.50, hurry],
  ['deadlineOfPositions', 0.15, deadlineOfPositions],
  ['cutOffRenewal',       0.20, cutOffRenewal],
  ['deathWithAResult',    0.15, deathWithAResult],
  ['deafList',            0.50, deafList],
  ['youngObject',         0.50, youngObject],
  ['bornAgain',           0.15, bornAgain],
  ['shrinkingList',       0.20, shrinkingList],
  ['twins',               0.30, twins],
  ['unknownDriver',       0.30, unknownDriver],
  ['powerCut',            0.10, powerCut],
  ['endOfValidity',       0.15, endOfValidity],
  ['rivalProviders',      0.30, rivalProviders],
  ['lateInSight',         0.50, lateInSight],
  ['wantsPause',          0.10, wantsPause],
  ['agreedInTrouble',     0.20, agreedInTrouble],
  ['slowList',            0.25, slowList, 'apart'],
];

/**
 * Changes of several objects wait for a slow partner while it is suspended, loses its agreement, or another process
 * takes it over.
 */
function hurry({ chance, at, cpos, emsps, processes }: Scene): Moment {
  const [cpo, emsp] = [chance.pick(cpos), chance.pick(emsps)];
  const places = ['H0', 'H1', 'H2', 'H3'];
  const all = (...afters: number[]): [number, Deed][] =>
    afters.flatMap((after) =>
      places.map((id, nth): [number, Deed] => [
        after + nth * 20,
        change(cpo, 'locations', id, chance.pick<Way>(['put', 'part'])),
      ]),
    );
  const joins = chance.below(processes);
  const turns: [number, Deed][][] = [
    [[1_100, { do: 'bar', who: emsp, for: 4_000 }]],
    [[1_100, { do: 'suspend', cpo, emsp }]],
    [[1_100, { do: 'end', cpo, emsp }]],
    // The process stands still for longer than the other processes wait for it.
    [[1_100, { do: 'stall', process: emsp, for: 12_500 }], ...all(9_800)],
    // The process stands still too, but its requests have not timed out when it goes on.
    [
      [10, weather(emsp, 9_000, { slow: 25 })],
      ...all(1_000),
      [1_100, { do: 'stall', process: emsp, for: 9_300 }],
      ...all(9_300),
    ],
    // A process starts again, and takes over some connections.
    [[-3_000, { do: 'crash', process: joins, silent: false, for: 3_600 }], ...all(1_300, 1_900, 2_500)],
  ];
  return steps(at, [
    [0, weather(emsp, 9_000, { slow: chance.pick([150, 400]) })],
    ...all(100, 400, 700),
    ...chance.pick(processes > 1 ? [...turns, ...turns.slice(3)] : turns.slice(0, 3)),
    [1_400, { do: 'why', who: emsp, owner: cpo, module: 'locations', id: chance.pick(places) }],
  ]);
}

/** A process dies while it stores the positions of its deliveries, one of whose receivers lacks a change. */
function deadlineOfPositions({ chance, at, cpos, one }: Scene): Moment | undefined {
  const receiver = one('provider')?.party;
  if (!receiver) return undefined;
  return steps(at, [
    [0, { do: 'mood', who: receiver, mood: 'none', for: 6_000 }],
    [200, change(chance.pick(cpos), 'locations', 'B0')],
    [350, { do: 'trip', process: receiver, of: 'position', writes: 1, for: 2_000 }],
  ]);
}

/** The answer to a renewal of Credentials is lost, or the process that handles it dies. */
function cutOffRenewal({ chance, at, all }: Scene): Moment {
  const who = chance.pick(all);
  const by = chance.pick(['partner', 'hub', 'hub'] as const);
  const isLost = chance.is(0.6);
  return steps(at, [
    isLost
      ? [0, weather(who, 4_000, { unanswered: 1, only: '/credentials' })]
      : [0, { do: 'trip', process: 'any', of: 'registry', writes: 1, for: 1_500 }],
    [50, { do: 'renew', who, by }],
  ]);
}

/** A process receives the result of a command, and dies before it has passed it on. */
function deathWithAResult({ chance, at, one, cpos }: Scene): Moment | undefined {
  const who = one('provider', 'puller')?.party;
  if (!who) return undefined;
  return steps(at, [
    [0, { do: 'start', who, cpo: chance.pick(cpos), token: 'T0', location: 'L0' }],
    // The first write stores the command, the second its result.
    [0, { do: 'trip', process: 'any', of: 'question', writes: 2, for: 3_000 }],
  ]);
}

/** An operator refuses a sync after a change that only its list tells of. */
function deafList({ chance, one, deltas }: Scene): Moment | undefined {
  const who = deltas ? one('listed')?.party : undefined;
  if (!who) return undefined;
  const at = Math.floor(chance.between(12_000, 24_000));
  return steps(at, [
    [0, change(who, 'locations', 'D0')],
    [100, { do: 'mood', who, mood: 401, for: 32_000 - at }],
  ]);
}

/** A full sync reads a list right after a change that its owner's fast clock dates into the next second. */
function youngObject({ at, roles }: Scene): Moment | undefined {
  const who = roles.find(({ kind, skew }) => kind === 'operator' && skew >= 390)?.party;
  if (!who) return undefined;
  return steps(Math.floor(at / 1_000) * 1_000, [
    [640, change(who, 'tariffs', 'Y0')],
    [700, { do: 'sync', who, type: 'full' }],
  ]);
}

/** A withdrawn object comes back while a full sync deletes it. */
function bornAgain({ at, roles }: Scene): Moment | undefined {
  const who = roles.find(({ kind, stock }) => kind === 'operator' && stock > 0)?.party;
  if (!who) return undefined;
  return steps(at, [
    [0, { do: 'lapse', who }],
    [0, { do: 'disk', slow: 100, for: 4_000 }],
    [10, { do: 'sync', who, type: 'full' }],
  ]);
}

/** A list loses an object while the hub reads it, between two pages. */
function shrinkingList({ at, roles, chance }: Scene): Moment | undefined {
  const some = roles.filter(({ stock }) => stock > 0);
  if (some.length === 0) return undefined;
  const { party: who } = chance.pick(some);
  return steps(at, [
    [0, { do: 'shrink', who }],
    [10, { do: 'sync', who, type: 'full' }],
  ]);
}

/** Objects of an operator that pushes nothing change while the hub reads its list slowly. */
function slowList({ at, roles, deltas }: Scene): Moment | undefined {
  const who = roles.find(({ kind }) => kind === 'listed')?.party;
  if (!who || !deltas) return undefined;
  return steps(at, [
    [0, weather(who, 9_000, { slow: 400 })],
    [10, { do: 'sync', who, type: 'delta' }],
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n): [number, Deed] => [n * 500, change(who, 'locations', `S${n}`)]),
  ]);
}

/** One object, and several objects, change at the same time. */
function twins({ chance, at, cpos, emsps }: Scene): Moment {
  const who = chance.pick(cpos);
  return steps(at, [
    [0, change(who, 'locations', 'C0')],
    [0, change(who, 'locations', 'C1')],
    [0, change(chance.pick(emsps), 'tokens', 'C2')],
    [2_000, change(who, 'tariffs', 'C3')],
    ...[2_000, 2_300, 2_600, 2_900, 3_200, 3_500].flatMap((after, nth): [number, Deed][] => [
      [after, change(who, 'locations', `C${nth}`)],
      [after, change(who, 'locations', `C${nth}`, 'patch')],
    ]),
  ]);
}

/**
 * The hub withholds a Session of an unknown driver until the provider's Token comes, or until the agreement and then an
 * update come.
 */
function unknownDriver({ chance, at, roles, emsps }: Scene): Moment | undefined {
  const some = roles.filter(({ kind, holds }) => kind === 'listed' || (kind === 'operator' && holds));
  if (some.length === 0) return undefined;
  const [{ party: who }, emsp, nth] = [chance.pick(some), chance.pick(emsps), 7];
  // A process may die as soon as it has stored the Session, CDR or Token, before it has stored what follows from it.
  const dies: Deed = { do: 'trip', process: 'any', of: 'object', writes: 1, for: 1_500 };
  const doom = (after: number): [number, Deed][] => (chance.is(0.3) ? [[after - 5, dies]] : []);
  const bill: [number, Deed][] = chance.is(0.5) ? [[2_000, { do: 'bill', who, nth }], ...doom(2_000)] : [];
  if (chance.is(0.5))
    return steps(at, [
      ...doom(0),
      [0, { do: 'session', who, emsp, token: 'T7', nth }],
      ...bill,
      ...doom(4_000),
      [4_000, change(emsp, 'tokens', 'T7')],
    ]);
  return {
    parted: { cpo: who, emsp },
    ...steps(at, [
      ...doom(0),
      [0, { do: 'session', who, emsp, token: 'T0', nth }],
      ...bill,
      [3_000, { do: 'agree', cpo: who, emsp }],
      ...doom(6_000),
      [6_000, change(who, 'sessions', `S${nth}`)],
    ]),
  };
}

/** A rare moment of a world: the database loses power while its disk is slow. */
function powerCut({ chance, at, cpos, emsps }: Scene): Moment {
  return steps(at, [
    [0, { do: 'disk', slow: 100, for: 1_500 }],
    [50, change(chance.pick(cpos), 'locations', 'E0')],
    [120, change(chance.pick(emsps), 'tokens', 'E1')],
    [180, change(chance.pick(cpos), 'tariffs', 'E2')],
    [250, { do: 'power', for: 300 }],
  ]);
}

/** The validity of an agreement ends. */
function endOfValidity({ chance, at, cpos, emsps }: Scene): Moment {
  const [cpo, emsp] = [chance.pick(cpos), chance.pick(emsps)];
  return steps(at, [
    [0, { do: 'agree', cpo, emsp }],
    [0, change(cpo, 'locations', 'L0')],
    [500, { do: 'limit', cpo, emsp, for: Math.floor(chance.between(2_000, 6_000)) }],
    [4_000, change(cpo, 'locations', 'L0')],
  ]);
}

/** Two providers send one operator commands for the same driver. */
function rivalProviders({ chance, at, emsps, one }: Scene): Moment | undefined {
  const who = one('operator')?.party;
  const [vaa, vbb] = emsps;
  if (!who || !vaa || !vbb) return undefined;
  const [first, second] = chance.is(0.5) ? [vaa, vbb] : [vbb, vaa];
  const by = chance.pick(['reference', 'claim'] as const);
  return steps(at, [[0, { do: 'rivals', who, first, second, by, nth: 9 }]]);
}

/** A provider that only pulls gets an agreement, and with it objects that are older than its time windows. */
function lateInSight({ chance, one, roles }: Scene): Moment | undefined {
  const emsp = one('puller')?.party;
  const cpo = roles.find(({ kind, stock }) => kind === 'operator' && stock > 0)?.party;
  if (!emsp || !cpo) return undefined;
  const at = Math.floor(chance.between(16_000, 35_000));
  return { parted: { cpo, emsp }, ...steps(at, [[0, { do: 'agree', cpo, emsp }]]) };
}

/** A provider answers 429 when the only change of an object comes. */
function wantsPause({ at, one, cpos, chance }: Scene): Moment | undefined {
  const emsp = one('provider')?.party;
  if (!emsp) return undefined;
  const cpo = chance.pick(cpos);
  return steps(at, [
    [0, { do: 'agree', cpo, emsp }],
    [1_500, { do: 'mood', who: emsp, mood: 429, for: 2_500 }],
    [1_700, change(cpo, 'locations', 'P0')],
  ]);
}

/**
 * An agreement is made, and its process dies; or the receiver's process cannot hear of it, or dies before it has sent
 * the existing objects.
 */
function agreedInTrouble({ at, one, roles, chance, processes }: Scene): Moment | undefined {
  const emsp = one('provider')?.party;
  const cpo = roles.find(({ kind, stock }) => kind === 'operator' && stock > 0)?.party;
  if (!emsp || !cpo || processes < 2) return undefined;
  const agree: Deed = { do: 'agree', cpo, emsp };
  const unheard: [number, Deed][] = [
    [0, { do: 'cut', process: emsp, for: 2_500 }],
    // A deed that the process without the store is asked for comes to nothing.
    ...[1_000, 1_020, 1_040].map((after): [number, Deed] => [after, agree]),
  ];
  const troubles: [number, Deed][][] = [
    [
      [0, { do: 'trip', process: 'any', of: 'registry', writes: 1, for: 1_500 }],
      [10, agree],
    ],
    ...[unheard, unheard, unheard],
    [
      [0, weather(emsp, 3_000, { slow: 100 })],
      [10, agree],
      [250, { do: 'crash', process: emsp, silent: false, for: 3_000 }],
    ],
  ];
  return { parted: { cpo, emsp }, ...steps(at, chance.pick(troubles)) };
}
