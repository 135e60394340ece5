import type { ConnectionView } from '../../../hub/types.generated.ts';
import { Empty, Trouble, Waiting } from '../../parts/notice.tsx';
import { ConnectionStatus, DeliveryState } from '../../parts/states.tsx';
import { Table } from '../../parts/table.tsx';
import { linkTo } from '../../place.ts';
import { useAsk } from '../../use-ask.ts';
import { counted, partyName, roleName } from '../../words.ts';

/** The list of partners, with the state of the delivery to each. */
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
      {data && data.length > 0 && <List connections={data} />}
    </>
  );
}

function List({ connections }: { connections: ConnectionView[] }) {
  return (
    <Table
      label="All connections"
      columns={['Party', 'Name', 'Role', 'Status', 'Delivery', { number: 'Waiting' }, 'Last trouble']}
      box="card"
    >
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
    </Table>
  );
}
