import type { ConnectionView } from '../../../hub/types.generated.ts';
import { ago, dateTime } from '../../display-text.ts';
import { DeliveryState } from '../../parts/connection-state-chips.tsx';

const meanings: Record<ConnectionView['delivery']['state'], string> = {
  LIVE: 'Changes are passed on as they happen.',
  BEHIND: 'The partner answers again and is being brought up to date.',
  DOWN: 'The partner does not answer. The hub tries again, with growing pauses, and then sends what was missed.',
  OFF: 'Nothing is pushed to this partner.',
};

/** The state of the delivery of changes to a partner. */
export function Delivery({ connection }: { connection: ConnectionView }) {
  const { state, pending, delivered, failed, behind_since, last_error } = connection.delivery;
  return (
    <section class="card" aria-labelledby="delivery">
      <h2 id="delivery">
        Delivery <DeliveryState state={state} />
      </h2>
      <p>{meanings[state]}</p>
      <dl class="figures">
        <div>
          <dt>Waiting</dt>
          <dd>{pending.toLocaleString()}</dd>
        </div>
        <div>
          <dt>Delivered</dt>
          <dd>{delivered.toLocaleString()}</dd>
        </div>
        <div>
          <dt>Not taken</dt>
          <dd>{failed.toLocaleString()}</dd>
        </div>
      </dl>
      {behind_since && (
        <p>
          Behind since {dateTime(behind_since)} ({ago(behind_since)}).
        </p>
      )}
      {last_error && <p class="finding">Last trouble: {last_error}</p>}
    </section>
  );
}
