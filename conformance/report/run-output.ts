import { requirement } from '../../src/ocpi/rules/requirement-catalogue.ts';
import { type Check, NobodyThere, type Verdict } from '../check-and-verdict-types.ts';
import type { Options } from '../run-options.ts';
import type { Report, Totals } from './json-report.ts';
import { progressLine, summaryOf, type TakenBack, toldTakenBack } from './terminal-lines.ts';

/** An event of a run, one line of JSON with `--lines`; `conformance/README.md` describes them. */
export type RunEvent =
  | { event: 'begun'; role: Options['role']; read_only: boolean; register?: Invitation }
  | {
      event: 'checked';
      id: string;
      name: string;
      feature: string;
      verdict: Verdict;
      level: string;
      origin: string;
      reason?: string;
      findings: Check['findings'];
    }
  | { event: 'waiting'; for: string }
  | { event: 'interrupted' }
  | {
      event: 'taken_back';
      id: string;
      name: string;
      feature: string;
      was: Verdict;
      verdict: Verdict;
      reason: string;
    }
  | {
      event: 'finished';
      conformant: boolean;
      interrupted: boolean;
      totals: Totals;
      left_behind: Report['left_behind'];
      report: string[];
    }
  | { event: 'no_verdict'; reason: string };

/** The invitation for a partner that is to register by itself: versions URL, TOKEN_A, and the seconds it has. */
interface Invitation {
  versions_url: string;
  token: string;
  seconds: number;
}

/** Tells its user about a run: in words for people, as events for programs, or only at the end as one JSON report. */
export interface RunOutput {
  begun(options: Options, invitation: { versionsUrl: string; token: string }): void;
  checked(check: Check): void;
  waiting(words: string): void;
  interrupted(): void;
  /** `files` are the paths of the written report. */
  finished(report: Report, files: string[]): void;
  noVerdict(error: Error): void;
}

/** The outputs of a run, by form; `say` gets whole lines. An error other than a missing partner is thrown. */
export const runOutputs = {
  words(say: (text: string) => void): RunOutput {
    const told: Verdict[] = [];
    return {
      begun({ versionsUrl: theirs, wait }, { versionsUrl, token }) {
        if (!theirs) say(`Register with ${versionsUrl} and TOKEN_A ${token} within ${wait / 1000} s`);
      },
      checked(check) {
        told.push(check.verdict);
        say(progressLine(check));
      },
      waiting: (words) => say(`Waiting for ${words}`),
      interrupted: () => say('Interrupted: taking back what was written …'),
      finished(report, files) {
        const changed = takenBack(told, report);
        if (changed.length > 0) say(toldTakenBack(changed));
        say(summaryOf(report));
        if (files.length > 0) say(`\nReport: ${files.join(' ')}`);
      },
      noVerdict: complain,
    };
  },
  json: (say: (text: string) => void): RunOutput => ({
    begun: () => undefined,
    checked: () => undefined,
    waiting: () => undefined,
    interrupted: () => undefined,
    finished: (report) => say(JSON.stringify(report, undefined, 2)),
    noVerdict: complain,
  }),
  lines(say: (text: string) => void): RunOutput {
    const tell = (event: RunEvent) => say(JSON.stringify(event));
    const told: Verdict[] = [];
    return {
      begun({ role, readOnly, versionsUrl: theirs, wait }, { versionsUrl, token }) {
        const register = { versions_url: versionsUrl, token, seconds: wait / 1000 };
        tell({ event: 'begun', role, read_only: readOnly, ...(theirs ? {} : { register }) });
      },
      checked({ id, name, feature, verdict, reason, findings }) {
        told.push(verdict);
        const { level, origin } = requirement(id);
        const why = reason ? { reason } : {};
        tell({ event: 'checked', id, name, feature, verdict, level, origin, ...why, findings });
      },
      waiting: (words) => tell({ event: 'waiting', for: words }),
      interrupted: () => tell({ event: 'interrupted' }),
      finished(report, files) {
        for (const { was, check } of takenBack(told, report)) {
          const { id, name, feature, verdict, reason } = check;
          tell({ event: 'taken_back', id, name, feature, was, verdict, reason });
        }
        const { conformant, totals, left_behind } = report;
        const { interrupted } = report.run;
        tell({ event: 'finished', conformant, interrupted, totals, left_behind, report: files });
      },
      noVerdict: ({ message }) => tell({ event: 'no_verdict', reason: message }),
    };
  },
};

/**
 * The checks whose verdict at the end differs from the one that was shown during the run: a later check can leave an
 * earlier verdict without a meaning. `told` has the verdicts shown, in the order of the report's checks.
 */
function takenBack(told: Verdict[], { checks }: Report): TakenBack[] {
  return checks.flatMap((check, at) => {
    const was = told[at];
    return was === undefined || was === check.verdict ? [] : [{ was, check }];
  });
}

/** Prints one line where the run found no partner; throws any other error, which is one of the suite. */
function complain(error: Error): void {
  if (!(error instanceof NobodyThere)) throw error;
  console.error(`error: ${error.message}`);
}
