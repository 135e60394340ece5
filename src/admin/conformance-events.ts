import type { ConformanceView } from '../hub/types.generated.ts';

/** The end of a conformance run: a report with its verdict, or the reason why there is none. */
export type Ending = Pick<ConformanceView, 'status' | 'conformant' | 'error'> &
  Partial<Pick<ConformanceView, 'verdicts'>>;

type Verdicts = ConformanceView['verdicts'];

/** The events of `ocpi-hub conformance --lines` that the admin API shows; other events are ignored. */
type RunEvent =
  | { event: 'checked'; id: string; name: string; verdict: keyof Verdicts }
  | { event: 'waiting'; for: string }
  | { event: 'finished'; conformant: boolean; totals: Verdicts }
  | { event: 'no_verdict'; reason: string };

/**
 * Updates the view of a run by one line that the suite has printed; returns the end of the run where the line tells it.
 */
export function takeLine(view: ConformanceView, line: string): Ending | undefined {
  const event = eventOf(line);
  if (event?.event === 'checked') {
    if (event.verdict in view.verdicts) view.verdicts[event.verdict] += 1;
    view.latest = `${event.id} ${event.name}`;
    view.waiting = null;
  }
  if (event?.event === 'waiting') view.waiting = event.for;
  if (event?.event === 'finished')
    return { status: 'DONE', conformant: event.conformant, verdicts: event.totals, error: null };
  if (event?.event === 'no_verdict') return withoutVerdict(event.reason);
  return undefined;
}

/** The end of a conformance run that has reached no verdict. */
export function withoutVerdict(reason: string): Ending {
  return { status: 'FAILED', conformant: null, error: reason };
}

function eventOf(line: string): RunEvent | undefined {
  try {
    return JSON.parse(line) as RunEvent;
  } catch {
    return undefined;
  }
}
