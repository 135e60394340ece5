import { useState } from 'preact/hooks';
import type { AgreementView, ConnectionView } from '../../hub/types.generated.ts';
import { counted, dateTime, partyName } from '../display-text.ts';
import { agreementsPath, connectionsPath } from '../links-to-filtered-lists.ts';
import { agreementState } from '../parts/connection-state-chips.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty, Trouble, Waiting } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { Search } from '../parts/search-field.tsx';
import { type Choice, Select } from '../parts/select-field.tsx';
import { Chip } from '../parts/state-chip.tsx';
import { Table } from '../parts/table.tsx';
import { linkTo, type Place, replaceQuery } from '../url-hash.ts';
import { usePage } from '../use-list-page.ts';
import { AgreementForm } from './agreements/agreement-form.tsx';
import { isReadable, Matrix, partiesOf } from './agreements/agreement-matrix.tsx';
import type { Pair } from './agreements/agreement-pair-type.ts';
import { NewAgreement } from './agreements/new-agreement.tsx';

const states: Choice[] = [
  ['', 'Any state'],
  ['IN_FORCE', 'In force'],
  ['ends_soon', 'Ends within 14 days'],
  ['SUSPENDED', 'Suspended'],
  ['TERMINATED', 'Terminated'],
  ['obstacles', 'With something in the way'],
];

const orders: Choice[] = [
  ['', 'Oldest first'],
  ['-created', 'Newest first'],
  ['cpo', 'By operator'],
  ['emsp', 'By provider'],
  ['valid_to', 'First to end first'],
];

/** The page of agreements between operators and providers: all of a small market as a matrix, and a list with a search. */
export function Agreements({ place }: { place: Place }) {
  const given = (name: string) => place.query.get(name) ?? '';
  const asked = { text: given('text'), state: given('state'), sort: given('sort') };
  const filter = { q: asked.text, ...stateFilter(asked.state), ...(asked.sort && { sort: asked.sort }) };
  const page = usePage<AgreementView>(agreementsPath(filter), 3000);
  const partners = usePage<ConnectionView>(connectionsPath(), 5000);
  const [open, setOpen] = useState<Pair>();
  const change = (to: Record<string, string>) => replaceQuery(place, { ...asked, ...to });
  const isFiltered = asked.text !== '' || asked.state !== '';
  const close = () => {
    setOpen(undefined);
    page.again();
  };
  const endNew = () => {
    change({});
    page.again();
  };
  const matrix = !isFiltered && page.rows && partners.rows && !page.next && !page.first && !partners.next;
  const parties = matrix ? partiesOf(partners.rows ?? [], page.rows ?? []) : undefined;
  return (
    <>
      <div class="page-head">
        <h1 tabIndex={-1}>Agreements</h1>
        {page.total !== undefined && <p class="live-note">{counted(page.total, 'agreement')}</p>}
        <a class="button primary" href={linkTo(['agreements'], { ...asked, new: 'yes' })}>
          New agreement
        </a>
      </div>
      <p class="lead">An operator and a provider exchange data while their agreement is in force.</p>
      {parties && isReadable(parties) && <Matrix {...parties} agreements={page.rows ?? []} open={setOpen} />}
      <div class="filters">
        <Search
          label="Search"
          value={asked.text}
          placeholder="One party, or both: NL*ABC DE*EMP"
          change={(words) => change({ text: words })}
        />
        <Select
          label="State"
          value={asked.state}
          choices={states}
          change={(value) => change({ state: value })}
        />
        <Select
          label="Order"
          value={asked.sort}
          choices={orders}
          change={(value) => change({ sort: value })}
        />
      </div>
      <Trouble>{page.error ?? partners.error}</Trouble>
      {!page.rows && !page.error && <Waiting />}
      {page.rows?.length === 0 && (
        <Empty title={isFiltered ? 'No agreement fits' : 'No agreements yet'}>
          {isFiltered ? 'Try one party alone, or any state. ' : 'It takes an operator and a provider. '}
          <a href={linkTo(['agreements'], { ...asked, new: 'yes' })}>Make a new one</a>.
        </Empty>
      )}
      {page.rows && page.rows.length > 0 && <List agreements={page.rows} open={setOpen} />}
      <Pager page={page} one="agreement" />
      {open && (
        <Dialog title={`${partyName(open.cpo)} and ${partyName(open.emsp)}`} close={close}>
          <AgreementForm pair={open} done={close} />
        </Dialog>
      )}
      {given('new') !== '' && (
        <Dialog title="New agreement" close={endNew}>
          <NewAgreement first={given('new')} done={endNew} />
        </Dialog>
      )}
    </>
  );
}

/** The query parameters of the admin API for a choice of the filter by state. */
function stateFilter(state: string): Record<string, string> {
  if (state === 'IN_FORCE') return { in_force: 'yes' };
  if (state === 'obstacles') return { obstacles: 'yes' };
  if (state !== 'ends_soon') return { status: state };
  // The time is rounded to the hour, so that the path of the list stays the same from one rendering to the next.
  const hour = new Date(Date.now() + 14 * 24 * 3_600_000).toISOString().slice(0, 13);
  return { sort: 'valid_to', ends_before: `${hour}:00:00Z` };
}

function List(props: { agreements: AgreementView[]; open: (pair: Pair) => void }) {
  return (
    <Table
      label="Agreements"
      columns={['Operator', 'Provider', 'State', 'From', 'Until', 'Made', { unseen: 'Change' }]}
      box="card"
    >
      {props.agreements.map((agreement) => {
        const { id, cpo, emsp, valid_from, valid_to, created, obstacles } = agreement;
        const [tone, word] = agreementState(agreement);
        return (
          <tr key={id}>
            <td class="party">{partyName(cpo)}</td>
            <td class="party">{partyName(emsp)}</td>
            <td>
              <Chip tone={tone}>{word}</Chip>
              {obstacles.length > 0 && <small>{obstacles.join('; ')}</small>}
            </td>
            <td class="when" data-label="From">
              {valid_from ? dateTime(valid_from) : 'at once'}
            </td>
            <td class="when" data-label="Until">
              {valid_to ? dateTime(valid_to) : 'without end'}
            </td>
            <td class="when" data-label="Made">
              {dateTime(created)}
            </td>
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
