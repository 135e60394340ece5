import type { ObjectPage, SimulatorView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { Empty, Trouble } from '../../parts/notices.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { useAsk } from '../../use-admin-api-resource.ts';
import { objectLink } from '../objects/stored-object-types.ts';
import { PowerCurve } from './power-chart.tsx';
import { type ChargingPeriod, powerOf } from './power-of-charging-periods.ts';
import { controlOf, type OperatorState } from './simulator-state-types.ts';

/** Number of newest sessions that are searched for running ones. */
const newest = 60;

/** The displayed fields of a running session. */
interface RunningSession {
  kwh: number;
  total_cost?: number;
  currency: string;
  charging_periods?: ChargingPeriod[];
}

/** Lists the sessions under way at the simulated operator, from the hub's copies. */
export function Sessions(props: { cpo: SimulatorView; operator: OperatorState; changed: () => void }) {
  const { cpo, operator, changed } = props;
  const [country_code = '', party_id = ''] = cpo.id.split('*');
  const base = `/admin/objects/sessions?${new URLSearchParams({ country_code, party_id }).toString()}`;
  const { data: count } = useAsk<ObjectPage>(`${base}&limit=1`, 5000);
  const offset = Math.max(0, (count?.total ?? 0) - newest);
  const { data } = useAsk<ObjectPage>(count ? `${base}&limit=1000&offset=${offset}` : null, 2000);
  const act = useAct();
  const byId = new Map(
    (data?.objects ?? []).map(({ id, object }) => [id, object as unknown as RunningSession]),
  );
  return (
    <section class="card" aria-labelledby="sessions">
      <h2 id="sessions">Charging now</h2>
      <Trouble>{act.error}</Trouble>
      {operator.sessions.length === 0 && <Empty title="No car is plugged in">Let one come, above.</Empty>}
      <ul class="plain sessions">
        {operator.sessions.map(({ id, evse_uid, token_uid }) => {
          const session = byId.get(id);
          return (
            <li key={id} class="session">
              <div class="section-head">
                <a class="party" href={objectLink({ module: 'sessions', country_code, party_id, id })}>
                  {id}
                </a>
                <div class="actions">
                  <button
                    type="button"
                    disabled={act.busy}
                    aria-label={`Stop session ${id}`}
                    onClick={() =>
                      void act.run(() => ask('POST', controlOf(cpo, 'sessions', id, 'stop'))).then(changed)
                    }
                  >
                    Stop
                  </button>
                </div>
              </div>
              <p class="hint">
                {evse_uid}, {token_uid}
              </p>
              {session ? (
                <>
                  <p>
                    <b>{session.kwh.toLocaleString()} kWh</b>
                    {session.total_cost !== undefined &&
                      `, ${session.total_cost.toFixed(2)} ${session.currency}`}
                  </p>
                  <PowerCurve steps={powerOf(session.charging_periods ?? [])} />
                </>
              ) : (
                <p class="hint">The hub has not heard of it yet.</p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
