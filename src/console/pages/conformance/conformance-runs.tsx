import type { ConformanceView, ConnectionView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { Empty, Trouble } from '../../parts/notices.tsx';
import { useAsk } from '../../use-admin-api-resource.ts';
import { Run } from './conformance-run.tsx';
import { Result } from './report-result.tsx';
import { Start } from './start-run-form.tsx';

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
        <Run
          key={run.id}
          run={run}
          open={index === 0}
          end={() => ask('DELETE', `/admin/conformance/${run.id}`)}
          changed={again}
        >
          <Result run={run} />
        </Run>
      ))}
    </section>
  );
}
