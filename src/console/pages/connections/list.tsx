import type { ConnectionView } from '../../../hub/types.generated.ts';
import { Empty, Trouble, Waiting } from '../../parts/notice.tsx';
import { ConnectionStatus, DeliveryState } from '../../parts/states.tsx';
import { linkTo } from '../../place.ts';
import { useAsk } from '../../use-ask.ts';
import { counted, partyName, roleName } from '../../words.ts';

/** All partners and whether what changes reaches them. */
export function ConnectionList() {
  const { data, error } = useAsk<ConnectionView[]>('/admin/connections', 2000);
  return (
    <>
      <div class="page-head">
        <h1 tabIndex={-1}>Connections</h1>
        <a class="button primary" href="#/connections/new">
          Connect a partner
        </a>
      </div>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {data?.length === 0 && (
        <Empty title="No partners yet">
          A connection is one platform of a partner in one role.{' '}
          <a href="#/connections/new">Connect the first one</a>.
        </Empty>
      )}
      {data && data.length > 0 && <Table connections={data} />}
    </>
  );
}

function Table({ connections }: { connections: ConnectionView[] }) {
  return (
    <div class="table-box card" tabIndex={0} role="region" aria-label="All connections">
      <table>
        <thead>
          <tr>
            <th scope="col">Party</th>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Status</th>
            <th scope="col">Delivery</th>
            <th scope="col" class="number">
              Waiting
            </th>
            <th scope="col">Last trouble</th>
          </tr>
        </thead>
        <tbody>
          {connections.map((one) => (
            <tr key={one.id}>
              <td>
                <a class="party" href={linkTo(['connections', one.id])}>
                  {partyName(one)}
                </a>
                {one.parties.length > 1 && (
                  <span class="hint"> +{counted(one.parties.length - 1, 'party', 'parties')}</span>
                )}
              </td>
              <td>{one.name}</td>
              <td>{roleName(one.role)}</td>
              <td>
                <ConnectionStatus status={one.status} />
              </td>
              <td>
                <DeliveryState state={one.delivery.state} />
              </td>
              <td class="number">{one.delivery.pending.toLocaleString()}</td>
              <td class="trouble">{one.delivery.last_error ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
