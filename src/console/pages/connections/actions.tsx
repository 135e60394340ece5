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
  const [asking, setAsking] = useState<'suspend' | 'leave'>();
  const act = useAct();
  const run = (what: () => Promise<unknown>) => act.run(what).then(changed);
  const resume = () => run(() => ask('PATCH', `/admin/connections/${id}`, { status: 'REGISTERED' }));
  if (status === 'UNREGISTERED')
    return <p class="hint">This connection is over. What the partner gave is still there.</p>;
  return (
    <>
      <div class="actions">
        {status === 'REGISTERED' && (
          <button type="button" disabled={act.busy} onClick={() => setAsking('suspend')}>
            Suspend
          </button>
        )}
        {status === 'SUSPENDED' && (
          <button type="button" disabled={act.busy} onClick={() => void resume()}>
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
        <button type="button" class="danger" disabled={act.busy} onClick={() => setAsking('leave')}>
          {status === 'PENDING' ? 'Withdraw the invitation' : 'Unregister'}
        </button>
      </div>
      <Trouble>{act.error}</Trouble>
      {asking && (
        <Sure
          connection={connection}
          what={asking}
          act={act}
          close={() => setAsking(undefined)}
          changed={changed}
        />
      )}
    </>
  );
}

/** Asks before the connection is suspended or ended, and says what will happen. */
function Sure(props: {
  connection: ConnectionView;
  what: 'suspend' | 'leave';
  act: Act;
  close: () => void;
  changed: () => void;
}) {
  const { connection, what, act, close, changed } = props;
  const { title, words, button, run } = questionOf(connection, what);
  const agree = async () => {
    await act.run(run);
    close();
    changed();
  };
  return (
    <Dialog title={title} close={close}>
      <p>{words}</p>
      <div class="actions">
        <button type="button" class="danger" disabled={act.busy} onClick={() => void agree()}>
          {button}
        </button>
        <button type="button" onClick={close}>
          Keep
        </button>
      </div>
    </Dialog>
  );
}

function questionOf(connection: ConnectionView, what: 'suspend' | 'leave') {
  const name = partyName(connection);
  const path = `/admin/connections/${connection.id}`;
  if (what === 'suspend')
    return {
      title: `Suspend ${name}?`,
      words:
        'All exchange stops: the hub refuses its requests, and sends it and pulls from it nothing. Its registration, its agreements and what it gave stay. When you resume it, it gets the newest state of what it missed.',
      button: 'Suspend',
      run: () => ask('PATCH', path, { status: 'SUSPENDED' }),
    };
  const leave = () => ask('DELETE', path);
  if (connection.status === 'PENDING')
    return {
      title: 'Withdraw the invitation?',
      words: 'The token you handed out stops working.',
      button: 'Withdraw',
      run: leave,
    };
  return {
    title: `Unregister ${name}?`,
    words:
      'The hub ends the connection and tells the partner. Nothing is exchanged any more; what the partner gave stays. A new connection needs a new handshake.',
    button: 'Unregister',
    run: leave,
  };
}
