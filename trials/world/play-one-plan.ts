import { play } from './do-one-planned-action.ts';
import { fair } from './network/simulated-network.ts';
import { busyFor, inWords, type Plan } from './plan-types.ts';
import { unsettled } from './rules-after-all-faults.ts';
import { newJudge } from './rules-at-every-moment.ts';
import type { Broken, Judge, Violation, World } from './simulated-world-types.ts';
import { begin, newWorld, settle } from './start-simulated-world.ts';
import { takeOver } from './time/replace-node-time-and-random.ts';

/** The outcome of playing a world's plan. */
export interface Outcome {
  violation: Violation | undefined;
  digest: string;
  /** Virtual milliseconds that have passed in the world. */
  lasted: number;
  events: number;
  lines: string[];
}

/** How long a world may take until everything is quiet, in milliseconds. */
const quietWithin = 20 * 60_000;

/** Plays a plan to its end, or until the first rule is broken. */
export async function run(plan: Plan, keep = false): Promise<Outcome> {
  const judge = newJudge();
  const world = newWorld(plan, judge, keep);
  judge.watch(world);
  const giveBack = takeOver(world.time, world.chance.fork('globals'));
  // Node would end a process of the hub for an error that nobody handles.
  const unhandled = (error: unknown) =>
    judge.fail({
      rule: 'nothing unforeseen',
      words: `an error that nobody handles: ${String(error)}`,
      about: [],
    });
  process.on('unhandledRejection', unhandled);
  try {
    await live(world, judge);
  } finally {
    giveBack();
    process.off('unhandledRejection', unhandled);
  }
  const { time, events } = world;
  const violation = judge.violation();
  if (violation) events.note(time.now(), `${violation.rule}: ${violation.words}`);
  return {
    violation,
    digest: events.digest(),
    lasted: time.now() - begin,
    events: events.count(),
    lines: events.lines(),
  };
}

async function live(world: World, judge: Judge): Promise<void> {
  const { time, plan, events } = world;
  const watch = () => judge.look();
  await settle(world);
  const began = time.now();
  for (const { at, deed } of plan.steps)
    time.after(at, () => {
      events.note(time.now(), `== ${inWords(deed)}`);
      play(world, deed);
    });
  const late = began + busyFor + 8_000;
  while (time.now() < late && !judge.violation()) await time.run(Math.min(late, time.now() + 1_000), watch);
  heal(world);
  const end = time.now() + quietWithin;
  let broken: Broken | undefined;
  for (let pause = 5_000; !judge.violation() && time.now() < end; pause = Math.min(pause * 1.5, 60_000)) {
    await time.run(time.now() + pause, watch);
    broken = unsettled(world, judge);
    if (!broken) break;
    // An unused token that was offered to a partner is valid for ten minutes, and so is one whose renewal had no answer
    // (CRED-41).
    if (time.now() > late + 100_000)
      for (const { partner } of world.members)
        void (partner.hasOpenRenewal() ? partner.renew() : partner.call('GET', 'credentials'));
  }
  if (broken) judge.fail(broken);
}

/** Ends all faults of a world: from here on, every promise has to be kept. */
function heal(world: World): void {
  const { processes, members, network, events, time } = world;
  events.note(time.now(), '== all faults end');
  for (const process of processes) process.start();
  for (const { partner } of members) {
    partner.mood = 'well';
    network.setWeather(partner.host, fair);
  }
}
