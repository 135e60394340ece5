import type { ReportStep } from '../../../hub/types.generated.ts';
import { ago, dateTime, withTimes } from '../../display-text.ts';
import { Chip, type Tone } from '../../parts/state-chip.tsx';

const states: Record<ReportStep['status'], [Tone, string]> = {
  done: ['good', 'Done'],
  missing: ['warn', 'Missing'],
  failing: ['bad', 'Failing'],
};

/** The steps that a partner has completed so far, and its next one; `linkOf` leads to a request of the trace. */
export function Checklist(props: { steps: ReportStep[]; linkOf: (request: string) => string }) {
  const { steps, linkOf } = props;
  return (
    <section class="card" aria-labelledby="checklist">
      <h2 id="checklist">Checklist</h2>
      <ol class="steps">
        {steps.map(({ step, title, status, seen, next, last, request_ids: [newest] }) => (
          <li key={step}>
            <h3>
              <Chip tone={states[status][0]}>{states[status][1]}</Chip> {title}
            </h3>
            <p class="hint">
              {withTimes(seen)}.{' '}
              {last && newest && (
                <a href={linkOf(newest)} title={dateTime(last)}>
                  Last {ago(last)}
                </a>
              )}
            </p>
            {next && <p class="next">{withTimes(next)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
