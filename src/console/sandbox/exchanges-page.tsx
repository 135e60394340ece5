import { useState } from 'preact/hooks';
import type { ExchangeDetail, ExchangeSummary } from '../../hub/types.generated.ts';
import { clock, dateTime, duration, outcome, shortUrl } from '../display-text.ts';
import { isProblem } from '../exchange-rates-per-second.ts';
import { BothMessages, ExchangeHead } from '../pages/traffic/request-and-response.tsx';
import { Empty, Trouble, Waiting } from '../parts/notices.tsx';
import { Chip } from '../parts/state-chip.tsx';
import { Table } from '../parts/table.tsx';
import type { PageProps } from './page-props.ts';
import { useWorkspace } from './sandbox-api.ts';
import { linkIn } from './url-hash.ts';

/** The page of the workspace's OCPI exchanges: all, newest first, or one of them with headers, bodies and findings. */
export function Exchanges(props: PageProps) {
  const [id] = props.place.rest;
  return id ? <One {...props} id={id} /> : <All {...props} />;
}

function All({ workspace, place }: PageProps) {
  const request_id = place.query.get('request_id');
  const [whose, setWhose] = useState('mine');
  const query = new URLSearchParams({
    limit: '100',
    ...(request_id ? { request_id } : whose === 'all' ? {} : { connection: workspace.connection }),
    ...(whose === 'found' ? { finding: 'any' } : {}),
  });
  const { data, error } = useWorkspace<ExchangeSummary[]>(place.key, `/requests?${query}`, 2000);
  const names = new Map([
    [workspace.connection, 'you'],
    ...workspace.stand_ins.map(({ connection, party }) => [connection, party] as const),
  ]);
  return (
    <>
      <h1 tabIndex={-1}>Exchanges</h1>
      {request_id ? (
        <p class="lead">
          The request {request_id}. <a href={linkIn(place.key, 'exchanges')}>Show all</a>
        </p>
      ) : (
        <div class="fields picking">
          <label>
            Show
            <select value={whose} onChange={(event) => setWhose(event.currentTarget.value)}>
              <option value="mine">mine</option>
              <option value="found">mine, with findings</option>
              <option value="all">all in the workspace</option>
            </select>
          </label>
        </div>
      )}
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {data?.length === 0 && (
        <Empty title="Nothing yet">
          Every request that you or the hub send appears here, as soon as it is answered.
        </Empty>
      )}
      {data && data.length > 0 && (
        <Table
          label="Exchanges, newest first"
          box="card"
          columns={['Time', 'Way', 'Request', 'Outcome', 'Found']}
        >
          {data.map((one) => (
            <tr key={one.id}>
              <td class="when">{clock(one.time)}</td>
              <td>{wayOf(one, names)}</td>
              <td class="trouble">
                <a href={linkIn(place.key, 'exchanges', [one.id])}>
                  <b>{one.method}</b> {shortUrl(one.url)}
                </a>
              </td>
              <td>
                <Chip tone={isProblem(one) ? 'bad' : 'good'}>{outcome(one)}</Chip>
              </td>
              <td>{one.findings.length > 0 && <span class="count">{one.findings.length} ⚑</span>}</td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

/** Sender and receiver of a request in words: `you to the hub`. */
function wayOf({ direction, connection }: ExchangeSummary, names: Map<string, string>): string {
  const who = (connection && names.get(connection)) ?? 'somebody';
  return direction === 'IN' ? `${who} to the hub` : `the hub to ${who}`;
}

function One({ place, id }: PageProps & { id: string }) {
  const { data, error } = useWorkspace<ExchangeDetail>(place.key, `/requests/${encodeURIComponent(id)}`);
  return (
    <>
      <p class="back">
        <a href={linkIn(place.key, 'exchanges')}>Exchanges</a>
      </p>
      {!data && <h1 tabIndex={-1}>Exchange</h1>}
      <Trouble>{error}</Trouble>
      {!data && !error && <Waiting />}
      {data && (
        <>
          <ExchangeHead exchange={data} />
          <p class="lead">
            {data.direction === 'IN' ? 'To the hub' : 'From the hub'}, {dateTime(data.time)}, took{' '}
            {duration(data.duration_ms)}.{data.error && ` There was no answer: ${data.error}.`}
          </p>
          <BothMessages exchange={data} />
        </>
      )}
    </>
  );
}
