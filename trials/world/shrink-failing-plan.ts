import type { Plan, Step } from './plan-types.ts';
import { type Outcome, run } from './play-one-plan.ts';

/** A plan that still breaks a rule, made as short as possible. */
export interface Shrunk {
  plan: Plan;
  outcome: Outcome;
  /** Number of plans that were tried to make the failing plan shorter. */
  tried: number;
}

/** A role in a world whose partner has no deviation: right clock, plain dialect, nothing stored. */
const even = { skew: 0, dialect: 'plain', holds: false, stock: 0 } as const;

/** The most plans that are tried to make a failing plan shorter. */
const most = 400;

/** Shortens a plan: leaves out deeds, partners, processes and deviations that its broken rule does not need. */
export async function shrink(given: Plan): Promise<Shrunk> {
  let plan = given;
  let outcome = await run(plan, true);
  const rule = outcome.violation?.rule;
  let tried = 0;
  const breaks = async (next: Plan): Promise<boolean> => {
    if (tried >= most) return false;
    tried += 1;
    const found = await run(next, true).catch(() => undefined);
    if (!found || found.violation?.rule !== rule) return false;
    plan = next;
    outcome = found;
    return true;
  };
  for (let before = Number.POSITIVE_INFINITY; sizeOf(plan) < before && tried < most; ) {
    before = sizeOf(plan);
    for (
      let chunk = Math.ceil(plan.steps.length / 2);
      chunk >= 1;
      chunk = chunk === 1 ? 0 : Math.ceil(chunk / 2)
    )
      for (let at = 0; at < plan.steps.length; ) {
        const steps = [...plan.steps.slice(0, at), ...plan.steps.slice(at + chunk)];
        if (!(await breaks({ ...plan, steps }))) at += chunk;
      }
    for (const { party } of [...plan.roles].reverse()) await breaks(without(plan, party));
    while (plan.processes.length > 1 && (await breaks(withFewer(plan))));
    await breaks({ ...plan, processes: plan.processes.map(() => 0) });
    for (const { party } of plan.roles)
      await breaks({
        ...plan,
        roles: plan.roles.map((role) => (role.party === party ? { ...role, ...even } : role)),
      });
  }
  return { plan, outcome, tried };
}

function sizeOf({ steps, roles, processes }: Plan): number {
  const odd = roles.filter((role) =>
    Object.entries(even).some(([field, value]) => role[field as 'skew'] !== value),
  );
  return steps.length + roles.length + processes.length + odd.length;
}

function without(plan: Plan, party: string): Plan {
  const names = ({ deed }: Step) => Object.values(deed).includes(party);
  return {
    ...plan,
    roles: plan.roles.filter((role) => role.party !== party),
    steps: plan.steps.filter((step) => !names(step)),
  };
}

function withFewer(plan: Plan): Plan {
  const processes = plan.processes.slice(0, -1);
  const isThere = (process: number | string) => typeof process === 'string' || process < processes.length;
  const steps = plan.steps.filter(({ deed }) => !('process' in deed) || isThere(deed.process));
  return { ...plan, processes, steps };
}
