import { useState } from 'preact/hooks';
import type { ConnectionView } from '../../../hub/types.generated.ts';
import { ask } from '../../ask.ts';
import { type Act, useAct } from '../../parts/act.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Trouble } from '../../parts/notice.tsx';
import { partyName } from '../../words.ts';

/** Buttons to suspend, renew or unregister a connection, as its status allows. */
export function Actions(props: { connection: ConnectionView; changed: () => void }) {
  const { connection, changed } = props;
  const { id, status } = connection;
  const [asking, setAsking] = useState(false);
  const act = useAct();
  const run = (what: () => Promise<unknown>) => act.run(what).then(changed);
  const set = (to: 'REGISTERED' | 'SUSPENDED') =>
    void run(() => ask('PATCH', `/admin/connections/${id}`, { status: to }));
  if (status === 'UNREGISTERED')
    return <p class="hint">This connection is over. What the partner gave is still there.</p>;
  return (
    <>
      <div class="actions">
        {status === 'REGISTERED' && (
          <button type="button" disabled={act.busy} onClick={() => set('SUSPENDED')}>
            Suspend
          </button>
        )}
        {status === 'SUSPENDED' && (
          <button type="button" disabled={act.busy} onClick={() => set('REGISTERED')}>
            Resume
          </button>
        )}
        {status === 'REGISTERED' && (
          <button
            type="button"
            disabled={act.busy}
            onClick={() => void run(() => ask('POST', `/admin/connections/${id}/rotate`))}
          >
            Rotate tokens
          </button>
        )}
        <button type="button" class="danger" disabled={act.busy} onClick={() => setAsking(true)}>
          {status === 'PENDING' ? 'Withdraw the invitation' : 'Unregister'}
        </button>
      </div>
      <Trouble>{act.error}</Trouble>
      {asking && (
        <Farewell connection={connection} act={act} close={() => setAsking(false)} changed={changed} />
      )}
    </>
  );
}

function Farewell(props: { connection: ConnectionView; act: Act; close: () => void; changed: () => void }) {
  const { connection, act, close, changed } = props;
  const pending = connection.status === 'PENDING';
  const leave = async () => {
    await act.run(() => ask('DELETE', `/admin/connections/${connection.id}`));
    close();
    changed();
  };
  return (
    <Dialog
      title={pending ? 'Withdraw the invitation?' : `Unregister ${partyName(connection)}?`}
      close={close}
    >
      <p>
        {pending
          ? 'The token you handed out stops working.'
          : 'The hub ends the connection and tells the partner. Nothing is exchanged any more; what the partner gave stays. A new connection needs a new handshake.'}
      </p>
      <div class="actions">
        <button type="button" class="danger" disabled={act.busy} onClick={() => void leave()}>
          {pending ? 'Withdraw' : 'Unregister'}
        </button>
        <button type="button" onClick={close}>
          Keep
        </button>
      </div>
    </Dialog>
  );
}
