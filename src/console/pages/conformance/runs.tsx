import type { ConformanceView, ConnectionView } from '../../../hub/types.generated.ts';
import { ask } from '../../ask.ts';
import { useAct } from '../../parts/act.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Empty, Trouble } from '../../parts/notice.tsx';
import { useAsk } from '../../use-ask.ts';
import { dateTime } from '../../words.ts';
import { Result } from './result.tsx';
import { stateOf } from './run-state.ts';
import { Start } from './start.tsx';

/** Runs of the conformance suite against a partner: start, progress and results. */
export function Runs({ connection }: { connection: ConnectionView }) {
  const { data, error, again } = useAsk<ConformanceView[]>('/admin/conformance', 1000);
  const own = (data ?? []).filter((run) => run.connection === connection.id);
  const isBusy = (data ?? []).some(({ status }) => status === 'RUNNING');
  return (
    <section class="card" aria-labelledby="suite">
      <h2 id="suite">The suite</h2>
      <p>
        More than two hundred checks, each with the rule it stands for. <code>ocpi-hub conformance</code> runs
        the same ones from any machine.
      </p>
      <Start connection={connection} isBusy={isBusy} started={again} />
      <Trouble>{error}</Trouble>
      {own.length === 0 && (
        <Empty title="Not run since the hub was started">
          The newest runs are kept here with their reports.
        </Empty>
      )}
      {own.map((run, index) => (
        <Run key={run.id} run={run} open={index === 0} changed={again} />
      ))}
    </section>
  );
}

function Run({ run, open, changed }: { run: ConformanceView; open: boolean; changed: () => void }) {
  const { id, status, verdicts, latest, error, started, read_only } = run;
  const act = useAct();
  const [tone, word] = stateOf(run);
  const checks = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  return (
    <details class="run" open={open}>
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
          <div class="actions">
            <button
              type="button"
              disabled={act.busy}
              onClick={() => void act.run(() => ask('DELETE', `/admin/conformance/${id}`)).then(changed)}
            >
              End it now
            </button>
          </div>
        </div>
      )}
      <Trouble>{act.error ?? error}</Trouble>
      {status === 'DONE' && <Result run={run} />}
    </details>
  );
}
