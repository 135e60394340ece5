import { useState } from 'preact/hooks';
import type { ExchangeDetail, ExchangeSummary, ResendView } from '../../../hub/types.generated.ts';
import { ask } from '../../call-admin-api.ts';
import { outcome } from '../../display-text.ts';
import { isProblem } from '../../exchange-rates-per-second.ts';
import { path } from '../../links-to-filtered-lists.ts';
import { Trouble } from '../../parts/notices.tsx';
import { Chip } from '../../parts/state-chip.tsx';
import { useAct } from '../../parts/use-action.tsx';
import { linkTo } from '../../url-hash.ts';
import { useAsk } from '../../use-admin-api-resource.ts';
import { pushesAbout } from '../objects/pushes-of-object.ts';
import type { ObjectName } from '../objects/stored-object-types.ts';

/** A button that sends the object of a push to the same partner again, with what the partner answers. */
export function Resend(props: { exchange: ExchangeDetail; object: ObjectName; partner: string }) {
  const { exchange, object, partner } = props;
  const { connection } = exchange;
  const [sent, setSent] = useState<{ since: string; count: number }>();
  const act = useAct();
  const resend = () =>
    void act.run(async () => {
      const since = new Date().toISOString();
      const { objects } = await ask<ResendView>('POST', `/admin/connections/${connection}/resend`, object);
      setSent({ since, count: objects });
    });
  return (
    <>
      <div class="actions">
        <button type="button" disabled={act.busy} onClick={resend}>
          Send {object.id} to {partner} again
        </button>
        {sent && sent.count === 0 && (
          <span role="status">Nothing is sent: the hub has no such object that {partner} may have.</span>
        )}
        {sent && sent.count > 0 && <Result {...props} since={sent.since} />}
      </div>
      <Trouble>{act.error}</Trouble>
    </>
  );
}

/** The answer of the partner to the repeated push, once the trace has it. */
function Result(props: { exchange: ExchangeDetail; object: ObjectName; since: string }) {
  const { exchange, object, since } = props;
  const [answer, setAnswer] = useState<ExchangeSummary>();
  const asked = {
    connection: exchange.connection ?? '',
    module: object.module,
    direction: 'OUT',
    since,
    limit: '50',
  };
  const { data } = useAsk<ExchangeSummary[]>(answer ? null : path('/admin/requests', asked), 1000);
  const [found] = pushesAbout(object, data ?? []);
  if (found && !answer) setAnswer(found);
  if (!answer) return <span role="status">Sent; no answer yet …</span>;
  return (
    <span role="status">
      <Chip tone={isProblem(answer) ? 'bad' : 'good'}>{outcome(answer)}</Chip>{' '}
      <a href={linkTo(['traffic', answer.id])}>The exchange</a>
    </span>
  );
}
