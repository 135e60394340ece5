import type { Check } from '../check-and-verdict-types.ts';
import { leave } from '../register-with-partner.ts';
import { withdraw } from '../remove-written-objects.ts';
import { type Report, reportOf } from '../report/json-report.ts';
import { defaults, type Options } from '../run-options.ts';
import { runSuite } from '../run-suite.ts';
import { registerTrial } from '../running-suite-runs.ts';
import { newModuleAnswers } from '../suite-module-answers.ts';
import { openTrial, type Trial } from '../suite-run-state.ts';
import { arrive } from './await-partner.ts';

/** Callbacks that report the progress of a run. */
export interface Watcher {
  /** The suite listens; a partner that is to register by itself needs this versions URL and TOKEN_A. */
  ready?(invitation: { versionsUrl: string; token: string }): void;
  checked?(check: Check): void;
  /** The partner has to do something now, which the suite waits for. */
  waiting?(words: string): void;
  /** The run has ended: the trial holds every exchange. */
  ended?(trial: Trial, report: Report): Promise<void>;
}

/** A conformance run: its report when it has ended, and a way to end it sooner. */
export interface Run {
  report: Promise<Report>;
  /** Starts no further check, removes the objects that the suite wrote, and reports the checks made so far. */
  interrupt(): void;
}

/**
 * Runs the suite against a partner; throws NobodyThere where there is none. However it ends, the suite removes from the
 * partner all that it wrote and can remove.
 */
export function startConformance(
  given: Partial<Options> & Pick<Options, 'role'>,
  watcher: Watcher = {},
): Run {
  const options: Options = { ...defaults, ...given };
  const begun = new Date();
  let trial: Trial | undefined;
  let interrupted = false;
  const run = async (): Promise<Report> => {
    trial = await openTrial(
      options,
      (check) => watcher.checked?.(check),
      newModuleAnswers,
      (words) => watcher.waiting?.(words),
    );
    trial.interrupted = interrupted;
    const forget = registerTrial(trial);
    watcher.ready?.({ versionsUrl: trial.desk.versionsUrl('plain'), token: trial.invitation });
    if (trial.invitedThem) trial.desk.tokens.add(trial.invitation);
    try {
      await arrive(trial);
      await runSuite(trial.id, options);
    } finally {
      await finish(trial);
      forget();
    }
    const report = reportOf(trial, begun);
    await watcher.ended?.(trial, report);
    return report;
  };
  return {
    report: run(),
    interrupt() {
      interrupted = true;
      if (trial) trial.interrupted = true;
    },
  };
}

async function finish(trial: Trial): Promise<void> {
  if (trial.state === 'registered') {
    await withdraw(trial);
    await leave(trial);
  }
  await trial.desk.close();
  await trial.wire.close();
  trial.stalls.stop();
}
