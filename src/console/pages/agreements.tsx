import { useState } from 'preact/hooks';
import type { AgreementView, ConnectionView, PartyReference } from '../../hub/types.generated.ts';
import { Chip } from '../parts/chip.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty, Trouble, Waiting } from '../parts/notice.tsx';
import { agreementState } from '../parts/states.tsx';
import { Table } from '../parts/table.tsx';
import { useAsk } from '../use-ask.ts';
import { dateTime, partyName } from '../words.ts';
import { AgreementForm } from './agreements/form.tsx';
import { Matrix } from './agreements/matrix.tsx';
import type { Pair } from './agreements/pair.ts';

/** The page of agreements between operators and providers. */
export function Agreements() {
  const agreements = useAsk<AgreementView[]>('/admin/agreements', 2000);
  const connections = useAsk<ConnectionView[]>('/admin/connections', 5000);
  const [open, setOpen] = useState<Pair>();
  const all = agreements.data ?? [];
  const cpos = partiesOf('CPO', connections.data ?? [], all);
  const emsps = partiesOf('EMSP', connections.data ?? [], all);
  const close = () => {
    setOpen(undefined);
    agreements.again();
  };
  return (
    <>
      <h1 tabIndex={-1}>Agreements</h1>
      <p class="lead">An operator and a provider exchange data while their agreement is in force.</p>
      <Trouble>{agreements.error ?? connections.error}</Trouble>
      {!agreements.data && !agreements.error && <Waiting />}
      {agreements.data && connections.data && (cpos.length === 0 || emsps.length === 0) && (
        <Empty title="It takes two for an agreement">
          There is no {cpos.length === 0 ? 'operator (CPO)' : 'provider (eMSP)'} yet.{' '}
          <a href="#/connections/new">Connect one</a>.
        </Empty>
      )}
      {cpos.length > 0 && emsps.length > 0 && (
        <Matrix cpos={cpos} emsps={emsps} agreements={all} open={setOpen} />
      )}
      {all.length > 0 && <List agreements={all} open={setOpen} />}
      {open && (
        <Dialog title={`${partyName(open.cpo)} and ${partyName(open.emsp)}`} close={close}>
          <AgreementForm pair={open} done={close} />
        </Dialog>
      )}
    </>
  );
}

function List(props: { agreements: AgreementView[]; open: (pair: Pair) => void }) {
  return (
    <Table
      label="All agreements"
      columns={['Operator', 'Provider', 'State', 'From', 'Until', 'Made', { unseen: 'Change' }]}
      box="card"
    >
      {props.agreements.map((agreement) => {
        const { id, cpo, emsp, valid_from, valid_to, created } = agreement;
        const [tone, word] = agreementState(agreement);
        return (
          <tr key={id}>
            <td class="party">{partyName(cpo)}</td>
            <td class="party">{partyName(emsp)}</td>
            <td>
              <Chip tone={tone}>{word}</Chip>
            </td>
            <td>{valid_from ? dateTime(valid_from) : 'at once'}</td>
            <td>{valid_to ? dateTime(valid_to) : 'without end'}</td>
            <td>{dateTime(created)}</td>
            <td class="number">
              <button
                type="button"
                aria-label={`Change the agreement of ${partyName(cpo)} and ${partyName(emsp)}`}
                onClick={() => props.open({ cpo, emsp, agreement })}
              >
                Change
              </button>
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

/** The parties of a role: those of the connections, and those of agreements without a connection. */
function partiesOf(
  role: 'CPO' | 'EMSP',
  connections: ConnectionView[],
  agreements: AgreementView[],
): PartyReference[] {
  const connected = connections
    .filter((one) => one.role === role && one.status !== 'UNREGISTERED')
    .flatMap(({ parties }) => parties);
  const agreed = agreements.map(({ cpo, emsp }) => (role === 'CPO' ? cpo : emsp));
  const byName = new Map([...connected, ...agreed].map((party) => [partyName(party), party]));
  return [...byName.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, party]) => party);
}
