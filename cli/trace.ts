import { type Command, Option } from 'commander';
import { fitLine } from '../src/terminal.ts';
import { asCurl } from './as-curl.ts';
import { asFeature } from './as-feature.ts';
import { adminCommand } from './command.ts';
import type { Exchange, WholeExchange } from './exchanges.ts';
import type { Reach } from './reach.ts';
import { card, table } from './table.ts';
import { exportCommand } from './trace-export.ts';
import { type Filters, queryOf, withFilters } from './trace-query.ts';

interface Options extends Filters {
  limit: string;
  follow?: boolean;
  as?: 'feature' | 'curl';
  json?: boolean;
}

/** `ocpi-hub trace`: the OCPI traffic as a list, live, as one whole request, or in a form to repeat a request. */
export function traceCommand(): Command {
  const command = adminCommand<Options>(
    'trace',
    'what went over the wire: a list, --follow, one request whole, or all of it as a file',
    "ocpi-hub trace --party 'NL*ABC' --module locations --status 2001",
    async ({ hub, options, print, wrongUsage }, id) => {
      if (options.as && !id) wrongUsage('--as needs the id of a request');
      if (id && options.follow) wrongUsage('--follow shows all requests: leave the id out');
      if (options.follow && options.header) wrongUsage('--follow shows no headers: leave --header out');
      if (options.follow) return follow(hub, options);
      if (!id) return list(hub, options, print);
      const exchange = await one(hub, id);
      if (options.as === 'curl') return console.log(asCurl(exchange));
      if (options.as === 'feature') return console.log(asFeature(await storyOf(hub, exchange)));
      print(exchange, () => whole(exchange));
    },
  )
    .argument('[id]', 'id of a request, as the list shows it')
    .option('--limit <number>', 'how many at most', '20')
    .option('--follow', 'show requests as they end, until Ctrl-C')
    .addOption(new Option('--as <form>', 'print something to repeat it with').choices(['feature', 'curl']));
  // What follows the name of a command belongs to that command.
  return withFilters(command).enablePositionalOptions().addCommand(exportCommand());
}

async function list(
  hub: Reach,
  options: Options,
  print: (body: unknown, shown: () => string) => void,
): Promise<void> {
  const wanted = await queryOf(hub, options);
  wanted.set('limit', options.limit);
  const { all: found } = await hub.rows<Exchange>(`/requests?${wanted}`, Number(options.limit));
  const leftOut = found.reduce((sum, { left_out = 0 }) => sum + left_out, 0);
  const more = leftOut > 0 ? `\n${leftOut} more requests without a valid token are left out` : '';
  print(found, () => table(found, columns, 'nothing fits') + more);
}

const columns = {
  TIME: ({ time }: Exchange) => time,
  WAY: ({ direction }: Exchange) => direction,
  FROM: ({ from }: Exchange) => from,
  TO: ({ to }: Exchange) => to,
  METHOD: ({ method }: Exchange) => method,
  PATH: ({ url }: Exchange) => url.replace(/^https?:\/\/[^/]*(\/ocpi\/)?|\?.*/g, ''),
  HTTP: ({ http_status }: Exchange) => http_status ?? '-',
  OCPI: ({ ocpi_status }: Exchange) => ocpi_status ?? '-',
  MS: ({ duration_ms }: Exchange) => duration_ms,
  ID: ({ id }: Exchange) => id,
};

/** Prints each request when it ends, if it passes the filters. */
async function follow(hub: Reach, options: Options): Promise<void> {
  const wanted = await queryOf(hub, options);
  wanted.delete('since');
  for await (const data of hub.watch('/requests/stream')) {
    const exchange = JSON.parse(data) as Exchange;
    if (!passes(exchange, wanted)) continue;
    const line = Object.values(columns)
      .map((column) => fitLine(String(column(exchange) ?? '-')))
      .join('  ');
    console.log(options.json ? data : line);
  }
}

function passes(exchange: Exchange, wanted: URLSearchParams): boolean {
  return [...wanted].every(([name, value]) => (tests[name] ?? equals(name))(exchange, value));
}

type Test = (exchange: Exchange, value: string) => boolean;

const tests: Record<string, Test> = {
  status: ({ http_status, ocpi_status }, value) => [http_status, ocpi_status].includes(Number(value)),
  party: ({ from, to }, value) => from === value || to === value,
  finding: ({ findings }, value) =>
    findings.some(({ requirement }) => value === 'any' || requirement === value),
};

function equals(name: string): Test {
  return (exchange, value) => exchange[name as 'module'] === value;
}

function one(hub: Reach, id: string): Promise<WholeExchange> {
  return hub.ask<WholeExchange>('GET', `/requests/${encodeURIComponent(id)}`);
}

function whole(exchange: WholeExchange): string {
  const { request, response, findings, ...rest } = exchange;
  const { id, time, direction, connection, method, url, http_status, ocpi_status, duration_ms, error } = rest;
  const { request_id, correlation_id, parent_id, from, to, left_out } = rest;
  const message = (headers: Record<string, string>, body: string | null) =>
    [
      ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
      ...(body ? ['', body] : []),
    ].join('\n');
  return [
    card({
      request: `${method} ${url}`,
      id,
      time,
      way: direction,
      from,
      to,
      connection,
      request_id,
      correlation_id,
      parent_id,
      left_out: left_out ? `${left_out} requests without a valid token before it` : undefined,
    }),
    `\n${message(request.headers, request.body)}\n`,
    card({
      answer: http_status === null ? 'none' : `HTTP ${http_status}, status code ${ocpi_status ?? 'none'}`,
      took: `${duration_ms} ms`,
      error,
    }),
    `\n${message(response.headers, response.body)}`,
    ...findings.map(({ pointer, message: words }) => `\nfinding at ${pointer || 'the whole'}: ${words}`),
  ].join('\n');
}

/**
 * An exchange with those that it caused, and the earlier request that PUT its object. A request of the hub stands for
 * the one that caused it.
 */
async function storyOf(hub: Reach, exchange: WholeExchange) {
  const first =
    exchange.direction === 'OUT' && exchange.parent_id ? await one(hub, exchange.parent_id) : exchange;
  const related = await hub.ask<Exchange[]>(
    'GET',
    `/requests?correlation_id=${encodeURIComponent(first.correlation_id)}&limit=1000`,
  );
  const caused = related
    .filter(({ parent_id, method }) => parent_id === first.id && method !== 'GET')
    .reverse();
  return {
    exchange: first,
    caused: await Promise.all(caused.map(({ id }) => one(hub, id))),
    before: first.method === 'PUT' || first.method === 'POST' ? undefined : await putBefore(hub, first),
  };
}

async function putBefore(hub: Reach, { connection, module, url, time }: WholeExchange) {
  if (!connection) return undefined;
  const earlier = await hub.ask<Exchange[]>(
    'GET',
    `/requests?connection=${connection}&module=${module}&direction=IN&limit=1000`,
  );
  const put = earlier.find(
    (one) => one.method === 'PUT' && one.ocpi_status === 1000 && one.time <= time && isBelow(url, one.url),
  );
  return put && (await one(hub, put.id));
}

/** Whether a URL equals another or leads to a part of it; the PUT of a whole Location counts, not that of one EVSE. */
function isBelow(url: string, other: string): boolean {
  const [path = '', whole = ''] = [url, other].map((each) => each.split('?')[0] ?? '');
  return (
    (path === whole || path.startsWith(`${whole}/`)) && whole.split('/2.1.1/')[1]?.split('/').length === 4
  );
}
