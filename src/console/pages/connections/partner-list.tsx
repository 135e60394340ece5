import type { ConnectionView } from '../../../hub/types.generated.ts';
import { counted, partyName, roleName } from '../../display-text.ts';
import { connectionsPath } from '../../links-to-filtered-lists.ts';
import { ConnectionStatus, DeliveryState } from '../../parts/connection-state-chips.tsx';
import { Empty, Trouble, Waiting } from '../../parts/notices.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Search } from '../../parts/search-field.tsx';
import { Select } from '../../parts/select-field.tsx';
import { Table } from '../../parts/table.tsx';
import { linkTo, type Place, replaceQuery } from '../../url-hash.ts';
import { usePage } from '../../use-list-page.ts';

const filters = [
  {
    label: 'Role',
    name: 'role',
    choices: [
      ['', 'Any role'],
      ['CPO', 'CPO'],
      ['EMSP', 'eMSP'],
    ],
  },
  {
    label: 'Status',
    name: 'status',
    choices: [
      ['', 'Any status'],
      ['REGISTERED', 'Registered'],
      ['PENDING', 'Invited'],
      ['SUSPENDED', 'Suspended'],
      ['UNREGISTERED', 'Unregistered'],
    ],
  },
  {
    label: 'Delivery',
    name: 'delivery',
    choices: [
      ['', 'Any delivery'],
      ['LIVE', 'Live'],
      ['BEHIND', 'Behind'],
      ['DOWN', 'Down'],
      ['OFF', 'Off'],
    ],
  },
  {
    label: 'Trouble',
    name: 'trouble',
    choices: [
      ['', 'Any or none'],
      ['registration_failed', 'Registration failed'],
      ['sync_failed', 'Sync failed'],
      ['retirement_waiting', 'Retirement waits'],
      ['behind', 'Is behind'],
      ['parked', 'Does not take everything'],
    ],
  },
  {
    label: 'Order',
    name: 'sort',
    choices: [
      ['', 'Oldest first'],
      ['-created', 'Newest first'],
      ['party', 'By party'],
      ['name', 'By name'],
      ['-pending', 'Most waiting first'],
      ['-parked', 'Most not taken first'],
    ],
  },
] as const;

/** The list of partners, with a search and filters, and with the state of the delivery to each. */
export function ConnectionList({ place }: { place: Place }) {
  const given = (name: string) => place.query.get(name) ?? '';
  const asked = {
    text: given('text'),
    role: given('role'),
    status: given('status'),
    delivery: given('delivery'),
    trouble: given('trouble'),
    sort: given('sort'),
  };
  const { text, ...chosen } = asked;
  const page = usePage<ConnectionView>(connectionsPath({ q: text, ...chosen }), 3000);
  const isFiltered = Object.values({ ...asked, sort: '' }).some((value) => value !== '');
  const change = (to: Record<string, string>) => replaceQuery(place, { ...asked, ...to });
  return (
    <>
      <div class="page-head">
        <h1 tabIndex={-1}>Connections</h1>
        {page.total !== undefined && <p class="live-note">{counted(page.total, 'connection')}</p>}
        <a class="button primary" href="#/connections/new">
          Connect a partner
        </a>
      </div>
      <div class="filters">
        <Search
          label="Search"
          value={text}
          placeholder="Party or name"
          change={(words) => change({ text: words })}
        />
        {filters.map(({ label, name, choices }) => (
          <Select
            key={name}
            label={label}
            value={asked[name]}
            choices={choices}
            change={(value) => change({ [name]: value })}
          />
        ))}
      </div>
      <Trouble>{page.error}</Trouble>
      {!page.rows && !page.error && <Waiting />}
      {page.rows?.length === 0 &&
        (isFiltered ? (
          <Empty title="No partner fits">Try a part of its party or name, or another filter.</Empty>
        ) : (
          <Empty title="No partners yet">
            A connection is one platform of a partner in one role.{' '}
            <a href="#/connections/new">Connect the first one</a>.
          </Empty>
        ))}
      {page.rows && page.rows.length > 0 && <List connections={page.rows} />}
      <Pager page={page} one="connection" />
    </>
  );
}

function List({ connections }: { connections: ConnectionView[] }) {
  return (
    <Table
      label="Connections"
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
          <td class="number" data-label="Waiting">
            {one.delivery.pending.toLocaleString()}
          </td>
          <td class="trouble">{one.delivery.last_error ?? '–'}</td>
        </tr>
      ))}
    </Table>
  );
}
