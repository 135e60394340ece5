import { useState } from 'preact/hooks';
import type { ConnectionCreated, ConnectionView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { dateTime, partyName } from '../../display-text.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Trouble } from '../../parts/notices.tsx';
import { type Act, useAct } from '../../parts/use-action.tsx';
import { Connected } from './new-partner-instructions.tsx';

/** Buttons to suspend, renew or unregister a connection, as its status allows. */
export function Actions(props: { connection: ConnectionView; changed: () => void }) {
  const { connection, changed } = props;
  const { id, status } = connection;
  const [asking, setAsking] = useState<Question>();
  const [invited, setInvited] = useState<ConnectionCreated>();
  const act = useAct();
  const run = (what: () => Promise<unknown>) => act.run(what).then(changed);
  const answered = (given: unknown) => {
    if (asking === 'invite') setInvited(given as ConnectionCreated);
  };
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
        {status === 'PENDING' && (
          <button type="button" disabled={act.busy} onClick={() => setAsking('invite')}>
            Make a new token
          </button>
        )}
        {connection.old_token_until && (
          <button
            type="button"
            disabled={act.busy}
            title={`It is good until ${dateTime(connection.old_token_until)}`}
            onClick={() => void run(() => ask('DELETE', `/admin/connections/${id}/old-token`))}
          >
            End the old token
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
          answered={answered}
          changed={changed}
        />
      )}
      {invited && status === 'PENDING' && <Connected connection={invited} />}
    </>
  );
}

/** Actions about which the page asks first, since they stop a partner or cannot be undone. */
type Question = 'suspend' | 'leave' | 'invite';

/** Asks before the connection is suspended, ended or invited again, and says what will happen. */
function Sure(props: {
  connection: ConnectionView;
  what: Question;
  act: Act;
  close: () => void;
  answered: (given: unknown) => void;
  changed: () => void;
}) {
  const { connection, what, act, close, answered, changed } = props;
  const { title, words, button, run } = questionOf(connection, what);
  const agree = async () => {
    await act.run(async () => answered(await run()));
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

function questionOf(connection: ConnectionView, what: Question) {
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
  if (what === 'invite')
    return {
      title: `A new token for ${name}?`,
      words:
        'The token that was handed out stops working, also if the partner is using it just now. The new one is shown once.',
      button: 'Make it',
      run: () => ask('POST', `${path}/invite`),
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
