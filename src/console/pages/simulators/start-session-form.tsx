import { useState } from 'preact/hooks';
import type { SimulatorView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { Trouble } from '../../parts/notices.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { controlOf, type OperatorState, type ProviderState } from './simulator-state-types.ts';

/** A form that starts a session: with a card at the charge point, or with the provider's app. */
export function PlugIn(props: {
  cpo: SimulatorView;
  emsp: SimulatorView | undefined;
  operator: OperatorState;
  provider: ProviderState | undefined;
  changed: () => void;
}) {
  const { cpo, emsp, operator, provider, changed } = props;
  const [done, setDone] = useState('');
  const act = useAct();
  const free = operator.evses.filter(({ status }) => status === 'AVAILABLE');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement, event.submitter);
    const text = (name: string) => String(fields.get(name) ?? '');
    const evse = free.find(({ uid }) => uid === text('evse'));
    const place = evse ? { location_id: evse.location_id, evse_uid: evse.uid } : {};
    setDone('');
    void act
      .run(async () =>
        setDone(
          text('how') === 'app' && emsp
            ? await command(emsp, {
                command: 'START_SESSION',
                token_uid: text('token'),
                ...(evse ? place : {}),
              })
            : await plugIn(cpo, { token_uid: text('token'), ...place, ...energy(text('kwh')) }),
        ),
      )
      .then(changed);
  };
  return (
    <section class="card" aria-labelledby="plug-in">
      <h2 id="plug-in">A car comes</h2>
      <form class="stack" onSubmit={submit}>
        <div class="fields">
          <label>
            Token of the driver
            {provider ? (
              <select name="token">
                {provider.tokens.map(({ uid, type, verdict }) => (
                  <option key={uid} value={uid}>
                    {uid} ({type}, {verdict.toLowerCase()})
                  </option>
                ))}
              </select>
            ) : (
              <input name="token" required />
            )}
          </label>
          <label>
            EVSE
            <select name="evse">
              <option value="">any free one</option>
              {free.map(({ uid }) => (
                <option key={uid}>{uid}</option>
              ))}
            </select>
          </label>
          <label>
            Energy in kWh
            <input name="kwh" type="number" min="0.1" step="0.1" placeholder="as much as it takes" />
          </label>
        </div>
        <Trouble>{act.error}</Trouble>
        {done && (
          <p role="status" class="success">
            {done}
          </p>
        )}
        <div class="actions">
          <button type="submit" name="how" value="card" class="primary" disabled={act.busy}>
            Plug in
          </button>
          {emsp && (
            <button type="submit" name="how" value="app" disabled={act.busy}>
              Start with the app
            </button>
          )}
        </div>
      </form>
    </section>
  );
}

async function plugIn(cpo: SimulatorView, body: object): Promise<string> {
  const { id, evse_uid } = await ask<{ id: string; evse_uid: string }>(
    'POST',
    controlOf(cpo, 'sessions'),
    body,
  );
  return `Session ${id} is charging at ${evse_uid}.`;
}

async function command(emsp: SimulatorView, body: object): Promise<string> {
  const { answer } = await ask<{ answer: unknown }>('POST', controlOf(emsp, 'commands'), body);
  const said = typeof answer === 'object' && answer !== null ? JSON.stringify(answer) : String(answer);
  return `The operator answers ${said}. The session appears below when it has begun.`;
}

function energy(kwh: string): { kwh?: number } {
  return kwh === '' ? {} : { kwh: Number(kwh) };
}
