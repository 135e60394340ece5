import { useState } from 'preact/hooks';
import type { AgreementView, ConnectionView, PartyReference } from '../../../hub/types.generated.ts';
import { partyName, roleName } from '../../display-text.ts';
import { agreementsPath, connectionsPath } from '../../links-to-filtered-lists.ts';
import { ConnectionStatus, DeliveryState } from '../../parts/connection-state-chips.tsx';
import { Empty, Trouble, Waiting } from '../../parts/notices.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Search } from '../../parts/search-field.tsx';
import { Table } from '../../parts/table.tsx';
import { linkTo } from '../../url-hash.ts';
import { usePage } from '../../use-list-page.ts';
import { Neighbours } from './parties-around-one.tsx';
import { Diagram, type DiagramNode } from './party-diagram.tsx';

/**
 * Maximum number of connections that are drawn in one diagram, since nobody follows more lines; also the number on one
 * page of the list.
 */
const size = 10;

/**
 * Shows the market: a small one as a diagram, a larger one as a list to search, with one partner's neighbours on
 * demand.
 */
export function Market() {
  const [text, setText] = useState('');
  const [open, setOpen] = useState<ConnectionView>();
  const page = usePage<ConnectionView>(connectionsPath({ q: text }), 5000, size);
  const shown = open ?? page.rows?.[0];
  const isSmall = text === '' && page.first === undefined && (page.total ?? 0) <= size;
  return (
    <section class="card" aria-labelledby="market">
      <h2 id="market">Who exchanges with whom</h2>
      <Trouble>{page.error}</Trouble>
      {!page.rows && !page.error && <Waiting />}
      {isSmall && page.rows?.length === 0 && (
        <Empty title="No partners yet">
          <a href="#/connections/new">Connect the first one</a>, then make an agreement.
        </Empty>
      )}
      {isSmall && page.rows && page.rows.length > 0 && <Whole connections={page.rows} />}
      {page.rows && !isSmall && (
        <>
          <Search label="Find a partner" value={text} placeholder="Party or name" change={setText} />
          {page.rows.length === 0 && <Empty title="No partner fits">Try a part of its party or name.</Empty>}
          <div class="market-list">
            <div class="stack">
              {page.rows.length > 0 && <List connections={page.rows} open={shown?.id} choose={setOpen} />}
              <Pager page={page} one="partner" />
            </div>
            {shown && <Neighbours key={shown.id} connection={shown} />}
          </div>
        </>
      )}
    </section>
  );
}

function List(props: {
  connections: ConnectionView[];
  open: string | undefined;
  choose: (one: ConnectionView) => void;
}) {
  return (
    <Table label="Partners" columns={['Party', 'Name', 'Role', 'State', { unseen: 'Neighbours' }]}>
      {props.connections.map((one) => (
        <tr key={one.id}>
          <td>
            <a class="party" href={linkTo(['connections', one.id])}>
              {partyName(one)}
            </a>
          </td>
          <td>{one.name}</td>
          <td>{roleName(one.role)}</td>
          <td>{stateOf(one)}</td>
          <td class="number">
            <button
              type="button"
              aria-pressed={one.id === props.open}
              aria-label={`Neighbours of ${partyName(one)}`}
              onClick={() => props.choose(one)}
            >
              Neighbours
            </button>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function stateOf({ status, delivery }: ConnectionView) {
  return status === 'REGISTERED' ? (
    <DeliveryState state={delivery.state} />
  ) : (
    <ConnectionStatus status={status} />
  );
}

/** A diagram of the whole market: operators on the left, providers on the right, and the agreements between them. */
function Whole({ connections }: { connections: ConnectionView[] }) {
  const { rows, error } = usePage<AgreementView>(agreementsPath(), 5000);
  const present = connections.filter(({ status }) => status !== 'UNREGISTERED');
  const cpos = present.filter(({ role }) => role === 'CPO');
  const emsps = present.filter(({ role }) => role === 'EMSP');
  const lines = (rows ?? []).flatMap((agreement) => {
    const from = indexOf(cpos, agreement.cpo);
    const to = indexOf(emsps, agreement.emsp);
    return from < 0 || to < 0 || agreement.status === 'TERMINATED' ? [] : [{ agreement, from, to }];
  });
  return (
    <>
      <Trouble>{error}</Trouble>
      <Diagram
        left={['Operators', cpos.map(nodeOf)]}
        right={['Providers', emsps.map(nodeOf)]}
        lines={lines.map(({ agreement, from, to }) => ({ from, to, inForce: agreement.in_force }))}
        label={described(lines.map(({ agreement }) => agreement))}
      />
    </>
  );
}

function nodeOf(one: ConnectionView): DiagramNode {
  return {
    name: partyName(one),
    title: one.name,
    link: linkTo(['connections', one.id]),
    state: stateOf(one),
  };
}

function indexOf(connections: ConnectionView[], party: PartyReference): number {
  return connections.findIndex(({ parties }) => parties.some((one) => partyName(one) === partyName(party)));
}

/** Describes agreements in words, for users who do not see the lines. */
function described(agreements: AgreementView[]): string {
  if (agreements.length === 0) return 'No agreements';
  return agreements
    .map(
      ({ cpo, emsp, in_force }) =>
        `${partyName(cpo)} and ${partyName(emsp)}${in_force ? '' : ' (not in force)'}`,
    )
    .join(', ');
}
