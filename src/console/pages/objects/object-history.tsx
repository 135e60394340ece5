import type { ExchangeDetail, ExchangeSummary } from '../../../hub/types.generated.ts';
import { dateTime, outcome } from '../../display-text.ts';
import { isProblem } from '../../exchange-rates-per-second.ts';
import { Empty } from '../../parts/notices.tsx';
import { Table } from '../../parts/table.tsx';
import { linkTo } from '../../url-hash.ts';
import { useDetails } from '../../use-exchange-details.ts';
import { nameOf, useNames } from '../../use-party-names.ts';
import { saidIn } from './pushes-of-object.ts';

/** Maximum number of changes of an object whose content the console loads. */
const read = 25;

/** Maximum number of changes of an object that the console shows. */
const most = 50;

/** The history of an object: pushes of its owner and of the hub, as far as the trace goes back. */
export function History({ pushes }: { pushes: ExchangeSummary[] }) {
  const shown = pushes.slice(0, most);
  const names = useNames(shown.map(({ connection }) => connection));
  const said = useDetails(pushes.filter(({ direction }) => direction === 'IN').slice(0, read));
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">History</h2>
      {pushes.length === 0 ? (
        <Empty title="The trace holds no change">What was pulled, or happened long ago, is not in it.</Empty>
      ) : (
        <Table label="History" columns={['When', 'Who', 'What', 'Outcome', 'Says']} box="long">
          {shown.map((push) => {
            const partner = nameOf(names, push.connection);
            return (
              <tr key={push.id}>
                <td>{dateTime(push.time)}</td>
                <td>{push.direction === 'IN' ? `${partner} → hub` : `hub → ${partner}`}</td>
                <td>
                  <a href={linkTo(['traffic', push.id])}>{push.method}</a>
                </td>
                <td class={isProblem(push) ? 'outcome failed' : 'outcome'}>{outcome(push)}</td>
                <td class="trouble">{inWords(push, said.get(push.id))}</td>
              </tr>
            );
          })}
        </Table>
      )}
    </section>
  );
}

/** The fields that a push has changed, with short values. */
function inWords({ method }: ExchangeSummary, detail: ExchangeDetail | undefined): string {
  if (method === 'DELETE') return 'withdrawn';
  const said = saidIn(detail);
  if (typeof said !== 'object' || said === null) return '';
  if (method !== 'PATCH') return 'the whole object';
  return Object.entries(said)
    .filter(([name]) => name !== 'last_updated')
    .map(([name, value]) => {
      const text = JSON.stringify(value);
      return text.length > 40 ? name : `${name} ${text}`;
    })
    .join(', ');
}
