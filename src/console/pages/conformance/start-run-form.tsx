import { useRef, useState } from 'preact/hooks';
import type { ConnectionView, NewConformance, SimulatorView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { partyName } from '../../display-text.ts';
import { Trouble } from '../../parts/notices.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { useAsk } from '../../use-admin-api-resource.ts';

/** A form that starts the conformance suite: read-only with the hub's own token, or in full as a partner of its own. */
export function Start(props: { connection: ConnectionView; isBusy: boolean; started: () => void }) {
  const { connection, isBusy, started } = props;
  const [full, setFull] = useState(false);
  const act = useAct();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const order = orderOf(new FormData(event.currentTarget as HTMLFormElement), full);
    void act.run(() => ask('POST', `/admin/connections/${connection.id}/conformance`, order)).then(started);
  };
  return (
    <form class="suite" onSubmit={submit}>
      <fieldset>
        <legend>How</legend>
        <label class="choice">
          <input type="radio" name="way" checked={!full} onChange={() => setFull(false)} />
          <span>
            Read only: GET alone, with the token the hub has. Safe in production
            {connection.status === 'PENDING' && '; possible once the partner has registered'}
          </span>
        </label>
        <label class="choice">
          <input type="radio" name="way" checked={full} onChange={() => setFull(true)} />
          <span>In full: registers as another partner, pushes, asks, and takes back what it wrote</span>
        </label>
      </fieldset>
      {full && <Full connection={connection} />}
      <Trouble>{act.error}</Trouble>
      <div class="actions">
        <button type="submit" class="primary" disabled={act.busy || isBusy}>
          {isBusy ? 'A run is under way …' : 'Run the suite'}
        </button>
      </div>
    </form>
  );
}

function Full({ connection }: { connection: ConnectionView }) {
  const { data: simulators } = useAsk<SimulatorView[]>('/admin/simulators');
  const isSimulator = simulators?.some(({ id }) => id === partyName(connection)) ?? false;
  const token = useRef<HTMLInputElement>(null);
  const act = useAct();
  const take = () =>
    act.run(async () => {
      const path = `/admin/simulators/${encodeURIComponent(partyName(connection))}/control/token`;
      const made = await ask<{ token: string }>('POST', path);
      if (token.current) token.current.value = made.token;
    });
  return (
    <>
      <div class="fields">
        <label class="wide">
          The partner's versions URL
          <input
            name="versions_url"
            type="url"
            required
            defaultValue={connection.versions_url ?? ''}
            placeholder="https://partner.example/ocpi/versions"
          />
        </label>
        <label class="wide">
          A new TOKEN_A of the partner, for the suite
          <input ref={token} name="token" type="password" autocomplete="off" required maxLength={64} />
        </label>
      </div>
      {isSimulator && (
        <div class="actions">
          <button type="button" disabled={act.busy} onClick={() => void take()}>
            Let the simulator make one
          </button>
        </div>
      )}
      <Trouble>{act.error}</Trouble>
      <details>
        <summary>The partner is on another machine</summary>
        <p class="hint">
          During the handshake the partner reads the versions of the suite, which listens at the hub's
          machine.
        </p>
        <div class="fields">
          <label class="wide">
            Public URL of the suite
            <input name="url" type="url" placeholder="https://hub.example:9443" />
          </label>
          <label>
            Listens at
            <input name="host" placeholder="127.0.0.1" />
          </label>
          <label>
            Port
            <input name="port" type="number" min={0} max={65535} placeholder="any" />
          </label>
        </div>
      </details>
    </>
  );
}

function orderOf(fields: FormData, full: boolean): NewConformance {
  if (!full) return { read_only: true };
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  const given = ['versions_url', 'token', 'url', 'host'].flatMap((name) =>
    text(name) === '' ? [] : [[name, text(name)]],
  );
  return { ...Object.fromEntries(given), ...(text('port') === '' ? {} : { port: Number(text('port')) }) };
}
