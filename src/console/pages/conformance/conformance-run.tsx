import type { ComponentChildren } from 'preact';
import type { ConformanceView } from '../../../hub/types.generated.ts';
import { dateTime } from '../../display-text.ts';
import { Trouble } from '../../parts/notices.tsx';
import { Chip } from '../../parts/state-chip.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { stateOf } from './run-state-label.ts';

/** The forms of a conformance report, with their names and those of the files. */
export const reportForms = [
  ['html', 'HTML', 'conformance.html'],
  ['junit', 'JUnit XML', 'conformance.xml'],
  ['json', 'JSON', 'conformance.json'],
  ['markdown', 'Markdown', 'conformance.md'],
] as const;

/** A run of the conformance suite: its progress, and `children` once it has ended. `end` ends it early. */
export function Run(props: {
  run: ConformanceView;
  open: boolean;
  end(): Promise<unknown>;
  changed(): void;
  children: ComponentChildren;
}) {
  const { status, verdicts, latest, waiting, error, started, read_only } = props.run;
  const act = useAct();
  const [tone, word] = stateOf(props.run);
  const checks = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  return (
    <details class="run" open={props.open}>
      <summary>
        <Chip tone={tone}>{word}</Chip> {dateTime(started)}, {read_only ? 'read only' : 'in full'}:{' '}
        {verdicts.passed} passed, {verdicts.failed} failed, {verdicts.warned} warnings, {verdicts.skipped}{' '}
        skipped
      </summary>
      {status === 'RUNNING' && (
        <div class="stack">
          <p role="status">
            <progress aria-label="Checks under way" /> {checks} checks so far. {latest && `Last: ${latest}`}
          </p>
          {waiting && (
            <p role="status" class="next">
              Your turn: the suite waits for {waiting}
            </p>
          )}
          <div class="actions">
            <button
              type="button"
              disabled={act.busy}
              onClick={() => void act.run(props.end).then(props.changed)}
            >
              End it now
            </button>
          </div>
        </div>
      )}
      <Trouble>{act.error ?? error}</Trouble>
      {status === 'DONE' && props.children}
    </details>
  );
}
