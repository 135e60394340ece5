import type { ConformanceView } from '../hub/types.generated.ts';

/** How a run ended: with a report and its verdict, or without one and why. */
export type Ending = Pick<ConformanceView, 'status' | 'conformant' | 'error'> &
  Partial<Pick<ConformanceView, 'verdicts'>>;

type Verdicts = ConformanceView['verdicts'];

/** The events of `ocpi-hub conformance --lines` that a view is made of; the others, and those to come, are passed over. */
type RunEvent =
  | { event: 'checked'; id: string; name: string; verdict: keyof Verdicts }
  | { event: 'waiting'; for: string }
  | { event: 'finished'; conformant: boolean; totals: Verdicts }
  | { event: 'no_verdict'; reason: string };

/** Takes one line of the suite into a view, and answers with the ending where the line tells one. */
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

/** The ending of a run that has come to no verdict. */
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
