import type { ExchangeDetail, ExchangeSummary } from '../../../hub/types.generated.ts';
import { useTitle } from '../../browser-tab-title.ts';
import { dateTime, duration, shortUrl } from '../../display-text.ts';
import { path } from '../../links-to-filtered-lists.ts';
import { Trouble, Waiting } from '../../parts/notices.tsx';
import { linkTo } from '../../url-hash.ts';
import { useAsk } from '../../use-admin-api-resource.ts';
import { nameOf, useNames } from '../../use-party-names.ts';
import { type ObjectName, objectLink } from '../objects/stored-object-types.ts';
import { TakeAlong } from './copy-exchange-button.tsx';
import { Waterfall } from './exchange-waterfall.tsx';
import { objectOf } from './object-of-exchange.ts';
import { BothMessages, ExchangeHead } from './request-and-response.tsx';
import { Resend } from './resend-object-button.tsx';

/** The page of one exchange: request, answer, and all exchanges with the same correlation. */
export function Exchange({ id }: { id: string }) {
  const { data, error } = useAsk<ExchangeDetail>(`/admin/requests/${encodeURIComponent(id)}`);
  const story = data ? path('/admin/requests', { limit: '1000', correlation_id: data.correlation_id }) : null;
  const { data: all } = useAsk<ExchangeSummary[]>(story, 3000);
  const names = useNames([data?.connection ?? null]);
  useTitle(data && `${data.method} ${shortUrl(data.url)}`);
  if (!data)
    return (
      <>
        <Back />
        <h1 tabIndex={-1}>Exchange</h1>
        {error ? <Trouble>{error}</Trouble> : <Waiting />}
      </>
    );
  const partner = data.connection === null ? 'an unknown caller' : nameOf(names, data.connection);
  const object = objectOf(data);
  return (
    <>
      <Back />
      <ExchangeHead exchange={data} />
      <p class="lead">
        {data.direction === 'IN' ? `From ${partner} to the hub` : `From the hub to ${partner}`},{' '}
        {dateTime(data.time)}, took {duration(data.duration_ms)}.
        {data.error && ` There was no answer: ${data.error}.`}
        {data.left_out && ` ${data.left_out} requests of unknown callers before it are left out.`}
      </p>
      <TakeAlong exchange={data} />
      {object && data.connection && data.direction === 'OUT' && data.method !== 'GET' && (
        <Resend exchange={data} object={object} partner={partner} />
      )}
      <section class="card" aria-labelledby="story">
        <h2 id="story">From the first sender to the last receiver</h2>
        <Waterfall exchanges={all ?? [data]} current={data.id} />
      </section>
      <BothMessages exchange={data} />
      <Ids exchange={data} partner={partner} object={object} />
    </>
  );
}

function Back() {
  return (
    <p class="back">
      <a href="#/traffic">Traffic</a>
    </p>
  );
}

/** The ids of an exchange, and links to the partner and object that it is about. */
function Ids(props: { exchange: ExchangeDetail; partner: string; object: ObjectName | undefined }) {
  const { exchange, partner, object } = props;
  const { id, request_id, correlation_id, connection, from, to, parent_id } = exchange;
  const facts: (readonly [name: string, words: string, link?: string])[] = [
    ['Exchange', id],
    ['X-Request-ID', request_id, linkTo(['traffic'], { text: request_id })],
    ['X-Correlation-ID', correlation_id, linkTo(['traffic'], { correlation_id })],
    ['From', from ?? 'not said'],
    ['To', to ?? 'not said'],
    ...(object ? ([['Object', object.id, objectLink(object)]] as const) : []),
    ...(connection ? ([['Connection', partner, linkTo(['connections', connection])]] as const) : []),
    ...(from && to
      ? ([['Agreement', `${from} ${to}`, linkTo(['agreements'], { text: `${from} ${to}` })]] as const)
      : []),
    ...(parent_id
      ? ([['Caused by', 'the request it follows from', linkTo(['traffic', parent_id])]] as const)
      : []),
  ];
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">Ids</h2>
      <dl class="facts">
        {facts.map(([name, words, link]) => (
          <>
            <dt key={name}>{name}</dt>
            <dd>{link ? <a href={link}>{words}</a> : words}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
