import { planOf } from './draw-plan-from-seed.ts';
import { keep, keptPlans } from './kept/plans-that-broke-rules.ts';
import type { Plan } from './plan-types.ts';
import { run } from './play-one-plan.ts';
import type { Played } from './play-outcome.ts';
import { shrink } from './shrink-failing-plan.ts';
import { story } from './story-of-broken-rule.ts';

/** The plans to play: of seeds, with a rare moment where one is named, and before them the stored ones. */
interface Wanted {
  first: number;
  seeds: number;
  moment: string | undefined;
  /** Whether some providers of each seed speak 2.2.1. */
  mixed: boolean;
  kept: boolean;
}

/** The share of the plans that one process plays, and the output that it gives. */
interface Ways {
  share?: string | undefined;
  watch: boolean;
  stop: boolean;
  digest: boolean;
}

/** Plays plans, or this process's share of them, and prints each that breaks a rule as it does. */
export async function playPlans(wanted: Wanted, { share, watch, stop, digest }: Ways): Promise<Played> {
  const [nth = 0, of = 1] = (share ?? '0/1').split('/').map(Number);
  const played: Played = { plans: 0, lasted: 0, events: 0, broken: [] };
  let number = 0;
  for (const [name, plan] of plansOf(wanted)) {
    if (number++ % of !== nth) continue;
    const outcome = await run(plan, watch);
    played.plans += 1;
    played.lasted += outcome.lasted;
    played.events += outcome.events;
    if (watch) console.log(outcome.lines.join('\n'));
    if (digest) console.log(`${name} ${outcome.digest}`);
    const { violation } = outcome;
    if (!violation) continue;
    played.broken.push(name);
    console.log(`seed ${name}: ${violation.rule}: ${violation.words}`);
    if (stop) break;
  }
  return played;
}

/** Shrinks the plan of a name and prints its story; stores it, shrunk, under a name if one is given. */
export async function tell(name: string, wanted: Wanted, keptAs: string | undefined): Promise<void> {
  for (const [one, plan] of plansOf(wanted)) {
    if (one !== name) continue;
    const shrunk = await shrink(plan);
    for (const line of story(shrunk)) console.log(`  ${line}`);
    if (keptAs) keep(keptAs, { showed: shrunk.outcome.violation?.words ?? '', plan: shrunk.plan });
    return;
  }
}

function* plansOf({ first, seeds, moment, mixed, kept }: Wanted): Generator<[name: string, plan: Plan]> {
  if (kept) for (const [name, { plan }] of keptPlans<Plan>()) yield [name, plan];
  for (let seed = first; seed < first + seeds; seed++) {
    const plan = planOf(String(seed), mixed);
    if (!moment || hasMoment(plan, moment)) yield [String(seed), plan];
  }
}

/** Whether a plan has a rare moment, or is of a kind: `nightly`, `deltas`. */
function hasMoment(plan: Plan, moment: string): boolean {
  return plan.moments?.includes(moment) || (moment === 'nightly' && plan.nightly);
}
