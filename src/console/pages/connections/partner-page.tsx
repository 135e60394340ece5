import type { ConnectionView } from '../../../hub/types.generated.ts';
import { useTitle } from '../../browser-tab-title.ts';
import { dateTime, partyName, roleName } from '../../display-text.ts';
import { ConnectionStatus } from '../../parts/connection-state-chips.tsx';
import { Trouble, Waiting } from '../../parts/notices.tsx';
import { linkTo } from '../../url-hash.ts';
import { useAsk } from '../../use-admin-api-resource.ts';
import { Actions } from './connection-buttons.tsx';
import { Options } from './connection-options.tsx';
import { Delivery } from './delivery-state.tsx';
import { Quirks } from './deviations-from-ocpi.tsx';
import { Parked } from './parked-deliveries.tsx';
import { Syncs } from './syncs-of-partner.tsx';

/** The page of one partner: its state, and every action on it. */
export function ConnectionDetail({ id }: { id: string }) {
  const { data, error, again } = useAsk<ConnectionView>(`/admin/connections/${encodeURIComponent(id)}`, 2000);
  useTitle(data && `${partyName(data)}, ${data.name}`);
  return (
    <>
      <p class="back">
        <a href="#/connections">Connections</a>
      </p>
      <div class="page-head">
        <h1 tabIndex={-1}>{data ? partyName(data) : 'Connection'}</h1>
        {data && <ConnectionStatus status={data.status} />}
      </div>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {data && (
        <>
          <p class="lead">
            {data.name}, {data.role === 'CPO' ? 'an operator' : 'a provider'} ({roleName(data.role)}), since{' '}
            {dateTime(data.created)}. See its <a href={linkTo(['traffic'], { connection: id })}>traffic</a>,{' '}
            <a href={linkTo(['agreements'], { text: partyName(data) })}>agreements</a> and{' '}
            <a href={linkTo(['conformance', id])}>conformance</a>.
          </p>
          <Actions connection={data} changed={again} />
          <div class="two">
            <Delivery connection={data} />
            <Options connection={data} changed={again} />
          </div>
          <Parked connection={data} />
          <Syncs connection={data} />
          <div class="two">
            <Endpoints connection={data} />
            <Quirks id={id} />
          </div>
        </>
      )}
    </>
  );
}

function Endpoints({ connection }: { connection: ConnectionView }) {
  const { endpoints, versions_url, parties } = connection;
  return (
    <section class="card" aria-labelledby="endpoints">
      <h2 id="endpoints">Endpoints</h2>
      <dl class="facts">
        <dt>Parties</dt>
        <dd>{parties.map(partyName).join(', ')}</dd>
        <dt>Versions</dt>
        <dd>{versions_url ?? 'not known before the handshake'}</dd>
        {endpoints.map(({ identifier, url }) => (
          <>
            <dt key={identifier}>{identifier}</dt>
            <dd>{url}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
