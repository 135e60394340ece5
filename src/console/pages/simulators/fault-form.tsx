import type { SimulatorView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { Empty, Trouble } from '../../parts/notices.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { objectModules } from '../objects/stored-object-types.ts';
import { controlOf, type Fault, type SimulatorState } from './simulator-state-types.ts';

/** Kinds of faults with the meaning of their value; the simulator's own control API has more. */
const kinds: [string, string][] = [
  ['latency', 'answers late (value: milliseconds)'],
  ['http_status', 'answers with an HTTP status (value)'],
  ['ocpi_status', 'answers with an OCPI status code (value)'],
  ['drop', 'ends the connection without an answer'],
  ['malformed_json', 'answers half a JSON document'],
];

/** The faults in force at a simulator. */
export function Faults(props: { simulator: SimulatorView; state: SimulatorState; changed: () => void }) {
  const { simulator, state, changed } = props;
  const act = useAct();
  const run = (what: () => Promise<unknown>) => void act.run(what).then(changed);
  const path = controlOf(simulator, 'faults');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fault = faultOf(new FormData(event.currentTarget as HTMLFormElement));
    run(() => ask('PUT', path, [...state.faults, fault]));
  };
  const heading = `faults-${simulator.role.toLowerCase()}`;
  return (
    <section class="card" aria-labelledby={heading}>
      <div class="section-head">
        <h2 id={heading}>Faults of {simulator.id}</h2>
        <div class="actions">
          <button
            type="button"
            disabled={act.busy || state.faults.length === 0}
            onClick={() => run(() => ask('DELETE', path))}
          >
            Clear
          </button>
        </div>
      </div>
      {state.faults.length === 0 ? (
        <Empty title="It behaves">Set a fault to see how the hub copes.</Empty>
      ) : (
        <ul class="plain">
          {state.faults.map((fault) => (
            <li key={JSON.stringify(fault)} class="finding">
              {inWords(fault)}
            </li>
          ))}
        </ul>
      )}
      <form class="stack" onSubmit={submit}>
        <div class="fields">
          <label class="wide">
            It
            <select name="kind">
              {kinds.map(([kind, words]) => (
                <option key={kind} value={kind}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <label>
            Module
            <select name="module">
              <option value="">any</option>
              {objectModules.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label>
            Value
            <input name="value" type="number" min="0" placeholder="usual" />
          </label>
          <label>
            Times
            <input name="times" type="number" min="1" placeholder="always" />
          </label>
        </div>
        <Trouble>{act.error}</Trouble>
        <div class="actions">
          <button type="submit" disabled={act.busy}>
            Set the fault
          </button>
        </div>
      </form>
    </section>
  );
}

function faultOf(fields: FormData): Fault {
  const text = (name: string) => String(fields.get(name) ?? '');
  return {
    kind: text('kind'),
    ...(text('module') ? { match: { module: text('module') } } : {}),
    ...(text('value') ? { value: Number(text('value')) } : {}),
    ...(text('times') ? { times: Number(text('times')) } : {}),
  };
}

function inWords({ kind, match, value, times, probability }: Fault): string {
  const where = [match?.method, match?.module].filter(Boolean).join(' ') || 'every request';
  const often = [
    times === undefined ? '' : `${times} times more`,
    probability === undefined || probability === 1 ? '' : `${Math.round(probability * 100)} %`,
  ].filter(Boolean);
  return `${kind}${value === undefined ? '' : ` ${value}`} on ${where}${often.length > 0 ? `, ${often.join(', ')}` : ''}`;
}
