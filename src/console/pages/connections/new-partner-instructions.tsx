import type { ConnectionCreated, ConnectionView } from '../../../hub/types.generated.ts';
import { partyName } from '../../display-text.ts';
import { ConnectionStatus } from '../../parts/connection-state-chips.tsx';
import { Copyable } from '../../parts/copyable-text.tsx';
import { linkTo } from '../../url-hash.ts';
import { useAsk } from '../../use-admin-api-resource.ts';

/** Tells the operator what a new partner needs: its token, shown only this once, and a request to try. */
export function Connected({ connection }: { connection: ConnectionCreated }) {
  const { id, token, versions_url } = connection;
  const { data } = useAsk<ConnectionView>(`/admin/connections/${id}`, 2000);
  const status = data?.status ?? connection.status;
  return (
    <div class="stack">
      <div class="card">
        <h2>
          {partyName(connection)} <ConnectionStatus status={status} />
        </h2>
        {token === undefined || versions_url === null ? (
          <p>The handshake is done.</p>
        ) : (
          <>
            <p>
              Give the partner this token and this URL. The token is <strong>shown only now</strong> and is
              good for one handshake.
            </p>
            <h3>Token (TOKEN_A)</h3>
            <Copyable text={token} label="the token" />
            <h3>Versions URL</h3>
            <Copyable text={versions_url} label="the versions URL" />
            <h3>Try it</h3>
            <Copyable
              text={`curl -s ${versions_url} -H 'Authorization: Token ${token}'`}
              label="the curl command"
            />
            <p class="hint" role="status">
              {status === 'REGISTERED'
                ? 'The partner has registered.'
                : 'This page shows when the partner has registered. You can leave it: the token works until it is used.'}
            </p>
          </>
        )}
        <div class="actions">
          <a class="button" href={linkTo(['connections', id])}>
            Open the connection
          </a>
          <a class="button" href={linkTo(['traffic'], { connection: id })}>
            Watch its traffic
          </a>
        </div>
      </div>
    </div>
  );
}
