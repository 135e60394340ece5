import type { ConnectionView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { Trouble } from '../../parts/notices.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { OperatorFacts } from './tax-and-time-zone-fields.tsx';

type Name = keyof ConnectionView['options'];
type Extensions = NonNullable<ConnectionView['options']['extensions']>;

const switches: [Name, string, string][] = [
  ['push', 'Push changes', 'What agreed parties change is sent to this partner.'],
  ['catch_up', 'Catch up', 'After it was away, the partner gets the current state of what it missed.'],
  ['push_on_agreement', 'Push on agreement', 'A new agreement sends the stock of the other party at once.'],
  ['strict', 'Strict', 'What is not 2.1.1-d2 to the letter is refused instead of noted.'],
  ['charging_profiles', 'Charging profiles', 'The custom module is agreed and listed to this partner.'],
];

/** The options of one partner; each choice is saved at once. */
export function Options(props: { connection: ConnectionView; changed: () => void }) {
  const { connection, changed } = props;
  const { options } = connection;
  const act = useAct();
  const set = (change: ConnectionView['options']) =>
    void act
      .run(() => ask('PATCH', `/admin/connections/${connection.id}`, { options: change }))
      .then(changed);
  return (
    <section class="card" aria-labelledby="options">
      <h2 id="options">Options</h2>
      <Trouble>{act.error}</Trouble>
      {switches.map(([name, title, meaning]) => (
        <label key={name} class="choice">
          <input
            type="checkbox"
            checked={options[name] === true}
            disabled={act.busy}
            onChange={(event) => set({ [name]: event.currentTarget.checked })}
          />
          <span>
            {title}
            <small>{meaning}</small>
          </span>
        </label>
      ))}
      <div class="fields">
        <label class="wide">
          Extensions
          <select
            value={options.extensions}
            disabled={act.busy}
            onChange={(event) => set({ extensions: event.currentTarget.value as Extensions })}
          >
            <option value="owner">the owner of Locations and Tariffs</option>
            <option value="all">all of them</option>
            <option value="none">none: its system refuses unknown fields</option>
          </select>
          {connection.profile_learnt.includes('extensions') && (
            <small>
              {connection.profile.extensions}, learnt from its refusals: a choice here takes that back
            </small>
          )}
        </label>
        <label>
          Party in push URLs
          <select
            value={options.push_as}
            disabled={act.busy}
            onChange={(event) => set({ push_as: event.currentTarget.value as 'owner' | 'hub' })}
          >
            <option value="owner">the owner's</option>
            <option value="hub">the hub's</option>
          </select>
        </label>
        <label>
          Pulled page size
          <input
            type="number"
            min={1}
            value={options.page_limit}
            disabled={act.busy}
            onChange={(event) => set({ page_limit: Number(event.currentTarget.value) })}
          />
        </label>
        {connection.role === 'CPO' && <OperatorFacts options={options} busy={act.busy} set={set} />}
      </div>
    </section>
  );
}
