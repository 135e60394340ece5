import { useState } from 'preact/hooks';
import type { HeldView } from '../../hub/types.generated.ts';
import { ask } from '../call-admin-api.ts';
import { ago, counted, dateTime, partyName } from '../display-text.ts';
import { path } from '../links-to-filtered-lists.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Empty, Trouble, Waiting } from '../parts/notices.tsx';
import { Pager } from '../parts/pager.tsx';
import { PartnerPicker } from '../parts/partner-picker.tsx';
import { Search } from '../parts/search-field.tsx';
import { Table } from '../parts/table.tsx';
import { useAct } from '../parts/use-action.tsx';
import { type Place, replaceQuery } from '../url-hash.ts';
import { usePage } from '../use-list-page.ts';
import { objectLink } from './objects/stored-object-types.ts';

/**
 * The page of Sessions and CDRs that the hub withholds until their provider is known, with the operator's decision
 * about each.
 */
export function Held({ place }: { place: Place }) {
  const text = place.query.get('text') ?? '';
  const page = usePage<HeldView>(path('/admin/held', { q: text }), 3000);
  const { rows, error, again } = page;
  const [open, setOpen] = useState<HeldView>();
  const close = () => {
    setOpen(undefined);
    again();
  };
  return (
    <>
      <div class="page-head">
        <h1 tabIndex={-1}>Held</h1>
        {page.total !== undefined && <p class="live-note">{counted(page.total, 'object')}</p>}
      </div>
      <p class="lead">Sessions and CDRs that no provider sees until it is known whose they are.</p>
      <Trouble>{error}</Trouble>
      {!rows && !error && <Waiting />}
      {(text !== '' || page.next || page.first) && (
        <Search
          label="Search"
          value={text}
          placeholder="Id, contract, party or name"
          change={(words) => replaceQuery(place, { text: words })}
        />
      )}
      {rows?.length === 0 && (
        <Empty title={text === '' ? 'Nothing is held' : 'Nothing that is held fits'}>
          What could be several providers’, or was pulled and is nobody’s, waits here for your word.
        </Empty>
      )}
      {rows && rows.length > 0 && <List held={rows} open={setOpen} />}
      <Pager page={page} one="held object" />
      {open && (
        <Dialog title={`Whose is ${open.object_id}?`} close={close}>
          <Settle held={open} done={close} />
        </Dialog>
      )}
    </>
  );
}

function List(props: { held: HeldView[]; open: (held: HeldView) => void }) {
  return (
    <Table
      label="What is held"
      columns={['Object', 'Operator', 'Contract', 'May be of', 'Held since', { unseen: 'Decide' }]}
      box="card"
    >
      {props.held.map((held) => (
        <tr key={held.id}>
          <td>
            <a href={objectLink({ module: held.module, ...held.owner, id: held.object_id })}>
              {held.object_id}
            </a>
          </td>
          <td class="party">{partyName(held.owner)}</td>
          <td>{held.auth_id}</td>
          <td class="party" data-label="May be of">
            {held.among.map(partyName).join(', ') || 'nobody known'}
          </td>
          <td title={dateTime(held.since)} data-label="Since">
            {ago(held.since)}
          </td>
          <td class="number">
            <button
              type="button"
              aria-label={`Decide whose ${held.object_id} of ${partyName(held.owner)} is`}
              onClick={() => props.open(held)}
            >
              Decide
            </button>
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** A form that gives one withheld object to a provider or to nobody. */
function Settle({ held, done }: { held: HeldView; done: () => void }) {
  const act = useAct();
  const [isNobodys, setNobodys] = useState(false);
  const own = `/admin/held/${encodeURIComponent(held.id)}`;
  const end = (what: () => Promise<unknown>) => void act.run(what).then((worked) => worked && done());
  const give = (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('to'));
    const [country_code = '', party_id = ''] = name.trim().toUpperCase().split('*');
    end(() => ask('POST', own, { to: { country_code, party_id } }));
  };
  return (
    <form class="stack" onSubmit={give}>
      {held.among.length > 0 && <p>It may be of {held.among.map(partyName).join(', ')}.</p>}
      <p>
        It names the contract {held.auth_id}. Whoever gets it sees the driver’s charging, and pays for it;
        what else of the visit is held follows.
      </p>
      <div class="fields">
        <PartnerPicker
          label="Provider"
          name="to"
          role="EMSP"
          required
          value={held.among[0] ? partyName(held.among[0]) : ''}
        />
      </div>
      <Trouble>{act.error}</Trouble>
      {isNobodys ? (
        <div class="next" role="alert">
          <p>No provider will see it, and it is held no more.</p>
          <div class="actions">
            <button
              type="button"
              class="danger"
              disabled={act.busy}
              onClick={() => end(() => ask('DELETE', own))}
            >
              Nobody’s for good
            </button>
            <button type="button" onClick={() => setNobodys(false)}>
              Hold it still
            </button>
          </div>
        </div>
      ) : (
        <div class="actions">
          <button type="submit" class="primary" disabled={act.busy}>
            Give it
          </button>
          <button type="button" class="danger" disabled={act.busy} onClick={() => setNobodys(true)}>
            It is nobody’s
          </button>
        </div>
      )}
    </form>
  );
}
