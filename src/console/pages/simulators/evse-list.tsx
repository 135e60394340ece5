import type { SimulatorView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { counted } from '../../display-text.ts';
import { Trouble } from '../../parts/notices.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { controlOf, type OperatorState } from './simulator-state-types.ts';

const statuses = [
  'AVAILABLE',
  'BLOCKED',
  'CHARGING',
  'INOPERATIVE',
  'OUTOFORDER',
  'PLANNED',
  'REMOVED',
  'RESERVED',
  'UNKNOWN',
];

/** All EVSEs of the operator, each with a status that the user can set. */
export function Evses(props: { cpo: SimulatorView; operator: OperatorState; changed: () => void }) {
  const { cpo, operator, changed } = props;
  const act = useAct();
  const set = (location: string, uid: string, status: string) =>
    void act.run(() => ask('PATCH', controlOf(cpo, 'evses', location, uid), { status })).then(changed);
  return (
    <section class="card" aria-labelledby="evses">
      <h2 id="evses">EVSEs</h2>
      <Trouble>{act.error}</Trouble>
      <details>
        <summary>
          {counted(operator.evses.length, 'EVSE')}: {summary(operator)}
        </summary>
        <ul class="plain evses">
          {operator.evses.map(({ location_id, uid, status }) => (
            <li key={location_id + uid}>
              <label>
                {uid}
                <select
                  value={status}
                  disabled={act.busy}
                  onChange={(event) => set(location_id, uid, event.currentTarget.value)}
                >
                  {statuses.map((name) => (
                    <option key={name} selected={name === status}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function summary({ evses }: OperatorState): string {
  const counts = new Map<string, number>();
  for (const { status } of evses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${status.toLowerCase()}`).join(', ');
}
