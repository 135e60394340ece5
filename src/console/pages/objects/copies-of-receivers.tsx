import { useState } from 'preact/hooks';
import type { ConnectionView, ExchangeSummary } from '../../../hub/types.generated.ts';
import { dateTime, partyName } from '../../display-text.ts';
import { changesBetween } from '../../json-pointers-that-differ.ts';
import { Json } from '../../parts/json-view.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Table } from '../../parts/table.tsx';
import { linkTo } from '../../url-hash.ts';
import { useDetails } from '../../use-exchange-details.ts';
import { Verdict } from './is-receiver-up-to-date.tsx';
import { sinceWhole, taken } from './pushes-of-object.ts';
import { assembled } from './rebuild-object-from-pushes.ts';
import type { ObjectName, Stored } from './stored-object-types.ts';
import { useReceivers } from './use-receivers.ts';

/** Maximum number of pushes that are read to rebuild one party's version. */
const read = 60;

/** A party's version of an object, rebuilt from the pushes between the party and the hub. */
interface Copy {
  connection: ConnectionView;
  isOwner: boolean;
  /** The pushes of the object, newest first. */
  pushes: ExchangeSummary[];
}

/**
 * Shows the hub's version of an object beside those of its owner and of each receiver, rebuilt from the pushes between
 * them.
 */
export function Copies(props: { name: ObjectName; stored: Stored | undefined; pushes: ExchangeSummary[] }) {
  const { name, stored, pushes } = props;
  const { owner, others, page } = useReceivers(name);
  const copies = copiesOf(pushes, owner, others);
  const [chosen, setChosen] = useState('');
  const copy = copies.find(({ connection }) => connection.id === chosen) ?? copies[0];
  const pushed = sinceWhole(name, copy?.pushes ?? []).slice(0, read);
  const known = useDetails(pushed);
  const details = pushed.flatMap(({ id }) => known.get(id) ?? []);
  const version = details.length === pushed.length ? assembled(name, details) : undefined;
  return (
    <section class="card" aria-labelledby="copies">
      <h2 id="copies">Copies</h2>
      {copies.length > 0 && (
        <Table
          label="Who has which version"
          columns={['Who', 'Last confirmed', 'Has the newest', { unseen: 'Compare' }]}
        >
          {copies.map(({ connection, isOwner, pushes: [push] }) => (
            <tr key={connection.id}>
              <td>
                <span class="party">{partyName(connection)}</span>{' '}
                {isOwner && <span class="hint">owner</span>}
              </td>
              <td>
                {push ? (
                  <a href={linkTo(['traffic', push.id])}>
                    {push.method}, {dateTime(push.time)}
                  </a>
                ) : (
                  <span class="hint">not in the trace</span>
                )}
              </td>
              <td data-label={isOwner ? undefined : 'Has the newest:'}>
                {isOwner ? (
                  <span class="hint">it is the owner's</span>
                ) : (
                  <Verdict name={name} to={partyName(connection)} />
                )}
              </td>
              <td class="number">
                <button
                  type="button"
                  aria-pressed={connection.id === copy?.connection.id}
                  disabled={!push}
                  onClick={() => setChosen(connection.id)}
                >
                  Compare
                </button>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <Pager page={page} one="receiver" />
      <div class="two">
        {copy && version && (
          <div class="stack">
            <h3>
              {copy.isOwner
                ? `As its owner ${partyName(copy.connection)} said it`
                : `As ${partyName(copy.connection)} confirmed it`}
            </h3>
            <Json
              value={version}
              label={`Version of ${partyName(copy.connection)}`}
              changed={stored ? changesBetween(version, stored.object) : new Set()}
            />
          </div>
        )}
        {copy && !version && pushed.length > 0 && details.length === pushed.length && (
          <p class="hint">
            The trace holds changes by {partyName(copy.connection)}, but no push of the whole object to begin
            with.
          </p>
        )}
        {stored && (
          <div class="stack">
            <h3>The hub's copy, as it passes it on</h3>
            <Json
              value={stored.object}
              label="The hub's copy"
              changed={version ? changesBetween(stored.object, version) : new Set()}
            />
          </div>
        )}
      </div>
    </section>
  );
}

/** The versions to show: the owner's first, then that of each possible receiver. */
function copiesOf(
  pushes: ExchangeSummary[],
  owner: ConnectionView | undefined,
  others: ConnectionView[],
): Copy[] {
  const copy = (connection: ConnectionView, isOwner: boolean): Copy => ({
    connection,
    isOwner,
    pushes: taken(pushes, connection.id, isOwner ? 'IN' : 'OUT'),
  });
  return [...(owner ? [copy(owner, true)] : []), ...others.map((one) => copy(one, false))];
}
