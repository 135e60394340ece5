import type { ObjectModuleId } from '../../src/ocpi/editions/edition.ts';
import type { Party } from '../../src/ocpi/words/party.ts';
import type { Weather } from './network/network.ts';
import type { Way } from './partners/owned.ts';
import type { Mood } from './partners/partner.ts';
import { type Chance, chanceOf } from './time/chance.ts';

/** What happens in a world beside what follows from it. Times in milliseconds. */
export type Deed =
  | { do: 'change'; who: Party; module: ObjectModuleId; id: string; way: Way }
  | { do: 'withdraw'; who: Party; id: string }
  | { do: 'agree' | 'suspend' | 'resume' | 'end'; cpo: Party; emsp: Party }
  | { do: 'crash'; process: number; silent: boolean; for: number }
  | { do: 'stop'; process: number; for: number }
  | { do: 'stall'; process: number; for: number }
  | { do: 'power'; for: number }
  | { do: 'mood'; who: Party; mood: Mood; for: number }
  | { do: 'weather'; who: Party; weather: Weather; for: number };

/** A deed at its time after the beginning. */
export interface Step {
  at: number;
  deed: Deed;
}

/** A partner as it is cast. */
export interface Role {
  party: Party;
  kind: 'operator' | 'provider';
  skew: number;
}

/** Everything about a world that is not left to the network: a seed and this make the same events. */
export interface Plan {
  seed: string;
  roles: Role[];
  /** Milliseconds by which the clock of each process of the hub is fast. */
  processes: number[];
  steps: Step[];
}

/** How long deeds are done, in milliseconds. */
export const busyFor = 60_000;

const operators: Party[] = ['NL*OPA', 'NL*OPB'];
const providers: Party[] = ['DE*VAA', 'DE*VBB'];

/** The plan of a seed. */
export function planOf(seed: string): Plan {
  const chance = chanceOf(`${seed}/plan`);
  const clocks = () => (chance.is(0.5) ? 0 : Math.floor(chance.between(-400, 400)));
  const cpos = operators.slice(0, 1 + chance.below(2));
  const emsps = providers.slice(0, 1 + chance.below(2));
  const roles = [
    ...cpos.map((party): Role => ({ party, kind: 'operator', skew: clocks() })),
    ...emsps.map((party): Role => ({ party, kind: 'provider', skew: clocks() })),
  ];
  const processes = Array.from({ length: 1 + chance.below(3) }, clocks);
  const draw = drawing(chance, cpos, emsps, processes.length);
  const steps: Step[] = [];
  for (const cpo of cpos)
    for (const emsp of emsps) if (chance.is(0.8)) steps.push({ at: 0, deed: { do: 'agree', cpo, emsp } });
  const add = (count: number, make: () => Deed) => {
    for (let nth = 0; nth < count; nth++)
      steps.push({ at: Math.floor(chance.between(500, busyFor)), deed: make() });
  };
  add(10 + chance.below(30), draw.change);
  add(chance.below(3), draw.withdraw);
  add(chance.below(5), draw.agreement);
  add(chance.below(6), draw.fault);
  steps.sort((one, other) => one.at - other.at);
  return { seed, roles, processes, steps };
}

function drawing(chance: Chance, cpos: Party[], emsps: Party[], processes: number) {
  const length = () => Math.floor(chance.between(200, 15_000));
  const process = () => chance.below(processes);
  const who = () => chance.pick([...cpos, ...emsps]);
  return {
    change(): Deed {
      const way = chance.pick<Way>(['put', 'put', 'patch', 'part']);
      if (chance.is(0.25))
        return { do: 'change', who: chance.pick(emsps), module: 'tokens', id: `T${chance.below(2)}`, way };
      const module = chance.is(0.2) ? 'tariffs' : 'locations';
      const id = `${module === 'tariffs' ? 'P' : 'L'}${chance.below(3)}`;
      return { do: 'change', who: chance.pick(cpos), module, id, way };
    },
    withdraw: (): Deed => ({ do: 'withdraw', who: chance.pick(cpos), id: `P${chance.below(3)}` }),
    agreement: (): Deed => ({
      do: chance.pick(['agree', 'suspend', 'resume', 'end']),
      cpo: chance.pick(cpos),
      emsp: chance.pick(emsps),
    }),
    fault(): Deed {
      const kind = chance.pick([
        'crash',
        'crash',
        'stop',
        'stall',
        'power',
        'mood',
        'mood',
        'weather',
      ] as const);
      if (kind === 'crash') return { do: 'crash', process: process(), silent: chance.is(0.3), for: length() };
      if (kind === 'stop') return { do: 'stop', process: process(), for: length() };
      if (kind === 'stall')
        return { do: 'stall', process: process(), for: Math.floor(chance.between(200, 5_000)) };
      if (kind === 'power') return { do: 'power', for: Math.floor(chance.between(100, 5_000)) };
      if (kind === 'mood') {
        const mood = chance.pick<Mood>(['none', 'none', 'hangs', 429, 503, 401, 500]);
        return { do: 'mood', who: who(), mood, for: length() };
      }
      const weather = {
        lost: chance.between(0, 0.3),
        unanswered: chance.between(0, 0.3),
        doubled: chance.between(0, 0.2),
        slow: chance.between(1, 30),
      };
      return { do: 'weather', who: who(), weather, for: length() };
    },
  };
}

/** A deed in words. */
export function inWords(deed: Deed): string {
  const { do: what, ...rest } = deed;
  return `${what} ${Object.values(rest)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
    .join(' ')}`;
}
