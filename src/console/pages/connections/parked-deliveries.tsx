import { useState } from 'preact/hooks';
import type { ConnectionView, NewResend, ParkedView, ResendView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { ago, counted, dateTime, partyName } from '../../display-text.ts';
import { Trouble } from '../../parts/notices.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Chip, type Tone } from '../../parts/state-chip.tsx';
import { Table } from '../../parts/table.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { usePage } from '../../use-list-page.ts';
import { objectLink } from '../objects/stored-object-types.ts';

const states: Record<ParkedView['state'], [Tone, string, string]> = {
  PARKED: ['warn', 'Parked', 'Tried on its own, with growing pauses'],
  REFUSED: ['bad', 'Refused', 'Sent again when it changes, or the options do'],
  RETURNED: ['warn', 'Returned', 'Its sender has the failure as the answer, and is to send it again'],
};

/** Lists objects that the partner has not accepted although it accepted others; shows nothing where there are none. */
export function Parked({ connection }: { connection: ConnectionView }) {
  const path = `/admin/connections/${connection.id}`;
  const page = usePage<ParkedView>(`${path}/parked`, 3000, 20);
  const { rows, error, again } = page;
  const [sent, setSent] = useState<ResendView>();
  const act = useAct();
  const send = (one: NewResend) =>
    void act.run(async () => setSent(await ask<ResendView>('POST', `${path}/resend`, one))).then(again);
  if (!error && !act.error && (rows ?? []).length === 0) return null;
  const result = sent && resultOf(sent);
  return (
    <section class="card" aria-labelledby="parked">
      <div class="section-head">
        <h2 id="parked">Not taken</h2>
        <div class="actions">
          <button type="button" disabled={act.busy} onClick={() => send({})}>
            Send all again
          </button>
        </div>
      </div>
      <p>The partner takes others, and not these.</p>
      {result && <p role="status">{result}</p>}
      <Trouble>{error ?? act.error}</Trouble>
      <Table
        label="What was not taken"
        columns={['Object', 'Owner', 'State', 'Since', 'Attempts', 'Last trouble', { unseen: 'Send again' }]}
      >
        {(rows ?? []).map((one) => (
          <Row key={`${one.module} ${partyName(one)} ${one.id}`} one={one} busy={act.busy} send={send} />
        ))}
      </Table>
      <Pager page={page} one="object" />
    </section>
  );
}

/** The result of sending objects again, in words. */
function resultOf({ objects, taken, failed, waiting }: ResendView): string {
  if (objects === 0) return 'Nothing is sent: what is listed has been taken or withdrawn since.';
  return `${counted(objects, 'object')} sent again: ${taken} taken, ${failed} failed, ${waiting} on their way.`;
}

function Row(props: { one: ParkedView; busy: boolean; send: (one: NewResend) => void }) {
  const { one, busy, send } = props;
  const { module, country_code, party_id, id } = one;
  const [tone, word, meaning] = states[one.state];
  return (
    <tr>
      <td>
        <a href={objectLink(one)}>{id}</a>
      </td>
      <td class="party">{partyName(one)}</td>
      <td title={meaning}>
        <Chip tone={tone}>{word}</Chip>
      </td>
      <td title={dateTime(one.since)}>{ago(one.since)}</td>
      <td class="number" data-label="Attempts">
        {one.attempts}
      </td>
      <td class="trouble">{one.error ?? ''}</td>
      <td class="number">
        <button
          type="button"
          disabled={busy}
          aria-label={`Send again: ${id} of ${partyName(one)}`}
          onClick={() => send({ module, country_code, party_id, id })}
        >
          Send again
        </button>
      </td>
    </tr>
  );
}
