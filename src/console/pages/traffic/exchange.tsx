import type {
  ConnectionView,
  ExchangeDetail,
  ExchangeSummary,
  FindingView,
} from '../../../hub/types.generated.ts';
import { Chip } from '../../parts/chip.tsx';
import { Trouble, Waiting } from '../../parts/notice.tsx';
import { Prose } from '../../parts/prose.tsx';
import { linkTo } from '../../place.ts';
import { isProblem } from '../../rates.ts';
import { useAsk } from '../../use-ask.ts';
import { dateTime, duration, outcome, partyName, shortUrl } from '../../words.ts';
import { findingsOf } from './findings.ts';
import { Message } from './message.tsx';
import { Waterfall } from './waterfall.tsx';

/** The page of one exchange: request, answer, and all exchanges with the same correlation. */
export function Exchange({ id }: { id: string }) {
  const { data, error } = useAsk<ExchangeDetail>(`/admin/requests/${encodeURIComponent(id)}`);
  const story = data
    ? `/admin/requests?limit=1000&correlation_id=${encodeURIComponent(data.correlation_id)}`
    : null;
  const { data: all } = useAsk<ExchangeSummary[]>(story, 2000);
  const { data: connections } = useAsk<ConnectionView[]>('/admin/connections');
  const names = new Map((connections ?? []).map((one) => [one.id, partyName(one)]));
  if (!data)
    return (
      <>
        <h1 tabIndex={-1}>Exchange</h1>
        {error ? <Trouble>{error}</Trouble> : <Waiting />}
      </>
    );
  const partner = data.connection === null ? 'an unknown caller' : (names.get(data.connection) ?? '…');
  const found = findingsOf(data);
  return (
    <>
      <p class="back">
        <a href="#/traffic">Traffic</a>
      </p>
      <div class="page-head">
        <h1 tabIndex={-1}>
          {data.method} <span class="path">{shortUrl(data.url)}</span>
        </h1>
        <Chip tone={isProblem(data) ? 'bad' : 'good'}>{outcome(data)}</Chip>
      </div>
      <p class="lead">
        {data.direction === 'IN' ? `From ${partner} to the hub` : `From the hub to ${partner}`},{' '}
        {dateTime(data.time)}, took {duration(data.duration_ms)}.
        {data.error && ` There was no answer: ${data.error}.`}
        {data.left_out && ` ${data.left_out} requests of unknown callers before it are left out.`}
      </p>
      <section class="card" aria-labelledby="story">
        <h2 id="story">From the first sender to the last receiver</h2>
        <Waterfall exchanges={all ?? [data]} current={data.id} names={names} />
      </section>
      <div class="two">
        <Message
          title="Request"
          message={data.request}
          findings={found.request}
          begin={`${data.method} ${data.url}`}
        />
        <Message
          title="Answer"
          message={data.response}
          findings={found.answer}
          begin={data.http_status === null ? 'no answer' : `HTTP ${data.http_status}`}
        />
      </div>
      <Rules findings={[...found.request, ...found.answer]} />
      <section class="card" aria-labelledby="facts">
        <h2 id="facts">Ids</h2>
        <dl class="facts">
          <dt>X-Request-ID</dt>
          <dd>{data.request_id}</dd>
          <dt>X-Correlation-ID</dt>
          <dd>{data.correlation_id}</dd>
          <dt>From</dt>
          <dd>{data.from ?? 'not said'}</dd>
          <dt>To</dt>
          <dd>{data.to ?? 'not said'}</dd>
          {data.parent_id && (
            <>
              <dt>Caused by</dt>
              <dd>
                <a href={linkTo(['traffic', data.parent_id])}>the request it follows from</a>
              </dd>
            </>
          )}
        </dl>
      </section>
    </>
  );
}

/** The rules that the messages violate, each once, with its remedy. */
function Rules({ findings }: { findings: FindingView[] }) {
  const known = new Map(findings.map((one) => [one.requirement, one]));
  const rules = [...known.values()].filter(({ requirement }) => requirement !== undefined);
  if (rules.length === 0) return null;
  return (
    <section class="card" aria-labelledby="rules">
      <h2 id="rules">What to mend</h2>
      <ul class="mends">
        {rules.map(({ requirement, origin, pointer, message, mend }) => (
          <li key={requirement}>
            <p>
              <Chip tone={origin === '2.1.1' ? 'bad' : 'warn'}>{requirement}</Chip> <code>{pointer}</code>{' '}
              {message} <span class="hint">({origin})</span>
            </p>
            {mend && (
              <p>
                <strong>Mend:</strong> <Prose>{mend}</Prose>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
