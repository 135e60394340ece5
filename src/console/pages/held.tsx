import { useState } from 'preact/hooks';
import type { ConnectionView, HeldView, PartyReference } from '../../hub/types.generated.ts';
import { ask } from '../ask.ts';
import { useAct } from '../parts/act.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty, Trouble, Waiting } from '../parts/notice.tsx';
import { Table } from '../parts/table.tsx';
import { useAsk } from '../use-ask.ts';
import { ago, dateTime, partyName } from '../words.ts';
import { objectLink } from './objects/stored.ts';

/** The page of Sessions and CDRs that wait until their provider is known, with the operator's decision about each. */
export function Held() {
  const { data, error, again } = useAsk<HeldView[]>('/admin/held', 2000);
  const [open, setOpen] = useState<HeldView>();
  const close = () => {
    setOpen(undefined);
    again();
  };
  return (
    <>
      <h1 tabIndex={-1}>Held</h1>
      <p class="lead">Sessions and CDRs that no provider sees until it is known whose they are.</p>
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {data?.length === 0 && (
        <Empty title="Nothing is held">
          What could be several providers’, or was pulled and is nobody’s, waits here for your word.
        </Empty>
      )}
      {data && data.length > 0 && <List held={data} open={setOpen} />}
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
      label="All that is held"
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
          <td class="party">{held.among.map(partyName).join(', ') || 'nobody known'}</td>
          <td title={dateTime(held.since)}>{ago(held.since)}</td>
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

/** A form for one held object, which gives it to a provider or to nobody. */
function Settle({ held, done }: { held: HeldView; done: () => void }) {
  const { data: connections } = useAsk<ConnectionView[]>('/admin/connections', 10_000);
  const act = useAct();
  const path = `/admin/held/${encodeURIComponent(held.id)}`;
  const end = (what: () => Promise<unknown>) => void act.run(what).then((worked) => worked && done());
  const give = (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('to'));
    const [country_code = '', party_id = ''] = name.split('*');
    end(() => ask('POST', path, { to: { country_code, party_id } }));
  };
  return (
    <form onSubmit={give}>
      <p>
        It names the contract {held.auth_id}. Whoever gets it sees the driver’s charging, and pays for it;
        what else of the visit is held follows.
      </p>
      <div class="fields">
        <label>
          Provider
          <select name="to" required>
            {providers(held.among, connections ?? []).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </div>
      <Trouble>{act.error}</Trouble>
      <div class="actions">
        <button type="submit" class="primary" disabled={act.busy}>
          Give it
        </button>
        <button
          type="button"
          class="danger"
          disabled={act.busy}
          onClick={() => end(() => ask('DELETE', path))}
        >
          It is nobody’s
        </button>
      </div>
    </form>
  );
}

/** The providers to choose from: the likely ones first, then all others. */
function providers(among: PartyReference[], connections: ConnectionView[]): string[] {
  const others = connections
    .filter(({ role, status }) => role === 'EMSP' && status !== 'UNREGISTERED')
    .flatMap(({ parties }) => parties.map(partyName));
  return [...new Set([...among.map(partyName), ...others.sort()])];
}
