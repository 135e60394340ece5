import type { AgreementView, ConnectionView } from '../../../hub/types.generated.ts';
import { partyName } from '../../display-text.ts';
import { agreementsPath } from '../../links-to-filtered-lists.ts';
import { agreementState, ConnectionStatus, DeliveryState } from '../../parts/connection-state-chips.tsx';
import { Empty, Trouble, Waiting } from '../../parts/notices.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Chip } from '../../parts/state-chip.tsx';
import { linkTo } from '../../url-hash.ts';
import { usePage } from '../../use-list-page.ts';
import { Diagram, type DiagramNode } from './party-diagram.tsx';

/** Maximum number of parties that are drawn at a time. */
const size = 10;

/** A diagram of the parties with which one partner has agreements, of a readable size. */
export function Neighbours({ connection }: { connection: ConnectionView }) {
  const party = partyName(connection);
  const page = usePage<AgreementView>(agreementsPath({ party }), 5000, size);
  const others = (page.rows ?? []).map((agreement) => nodeOf(agreement, connection.role));
  const isOperator = connection.role === 'CPO';
  const own: [string, DiagramNode[]] = [
    isOperator ? 'Operator' : 'Provider',
    [
      {
        name: party,
        title: connection.name,
        link: linkTo(['connections', connection.id]),
        state:
          connection.status === 'REGISTERED' ? (
            <DeliveryState state={connection.delivery.state} />
          ) : (
            <ConnectionStatus status={connection.status} />
          ),
      },
    ],
  ];
  const lines = (page.rows ?? []).map(({ in_force }, to) => ({ from: 0, to, inForce: in_force }));
  return (
    <section aria-labelledby="neighbours" class="stack">
      <h3 id="neighbours">Neighbours of {party}</h3>
      <Trouble>{page.error}</Trouble>
      {!page.rows && !page.error && <Waiting />}
      {page.rows?.length === 0 && (
        <Empty title="No agreement">
          {party} exchanges with nobody. <a href={linkTo(['agreements'], { new: party })}>Make one</a>.
        </Empty>
      )}
      {page.rows && page.rows.length > 0 && (
        <Diagram
          left={own}
          right={[isOperator ? 'Providers' : 'Operators', others]}
          lines={lines}
          label={`${party} and ${others.map(({ name }) => name).join(', ')}`}
        />
      )}
      <Pager page={page} one="neighbour" />
    </section>
  );
}

function nodeOf(agreement: AgreementView, role: ConnectionView['role']): DiagramNode {
  const name = partyName(role === 'CPO' ? agreement.emsp : agreement.cpo);
  const [tone, word] = agreementState(agreement);
  return { name, link: linkTo(['connections'], { text: name }), state: <Chip tone={tone}>{word}</Chip> };
}
