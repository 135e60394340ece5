import { type Command, Option } from 'commander';
import { asCurl } from '../src/repeat/exchange-as-curl.ts';
import { featureOf } from '../src/repeat/exchange-as-feature.ts';
import { NotRepeatable } from '../src/repeat/not-repeatable.ts';
import { fitLine } from '../src/terminal-text.ts';
import { Failure } from './command-failure.ts';
import type { Exchange, WholeExchange } from './exchange-types.ts';
import type { Reach } from './hub-of-command.ts';
import { adminCommand } from './make-admin-command.ts';
import { card, table } from './print-table.ts';
import { printRun } from './trace-as-feature.ts';
import { exportCommand } from './trace-export-command.ts';
import { type Filters, queryOf, withFilters } from './trace-filter-options.ts';

interface Options extends Filters {
  limit?: string;
  follow?: boolean;
  as?: 'feature' | 'curl';
  json?: boolean;
}

/** `ocpi-hub trace`: shows recorded OCPI requests as a list, live, one as a whole, or in a form that repeats it. */
export function traceCommand(): Command {
  const command = adminCommand<Options>(
    'trace',
    'what went over the wire: a list, --follow, one request whole, or all of it as a file',
    "ocpi-hub trace --party 'NL*ABC' --module locations --status 2001",
    async ({ hub, options, print, wrongUsage }, id) => {
      if (options.as === 'curl' && !id) wrongUsage('--as curl needs the id of a request');
      if (options.as && !id && options.party === undefined)
        wrongUsage('--as feature needs the id of a request, or --party: all that went on with it');
      if (id && options.follow) wrongUsage('--follow shows all requests: leave the id out');
      if (options.follow && options.header) wrongUsage('--follow shows no headers: leave --header out');
      if (options.follow) return follow(hub, options);
      if (!id && options.as) return printRun(hub, options);
      if (!id) return list(hub, options, print);
      const exchange = await one(hub, id);
      if (options.as) return console.log(await repeated(hub, exchange, options.as));
      print(exchange, () => whole(exchange));
    },
  )
    .argument('[id]', 'id of a request, as the list shows it')
    .option('--limit <number>', 'how many at most: 20, or 1000 with --as feature')
    .option('--follow', 'show requests as they end, until Ctrl-C')
    .addOption(
      new Option(
        '--as <form>',
        'print something to repeat it with; a feature of a whole run without an id',
      ).choices(['feature', 'curl']),
    );
  // Options after the name of a subcommand belong to that subcommand.
  return withFilters(command).enablePositionalOptions().addCommand(exportCommand());
}

async function list(
  hub: Reach,
  options: Options,
  print: (body: unknown, shown: () => string) => void,
): Promise<void> {
  const wanted = await queryOf(hub, options);
  const { limit = '20' } = options;
  wanted.set('limit', limit);
  const { all: found } = await hub.rows<Exchange>(`/requests?${wanted}`, Number(limit));
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

/** Prints each OCPI request when it ends, if it passes the filters. */
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
 * Writes a recorded exchange as a feature or a curl command that repeats it; throws a Failure where that is impossible.
 */
async function repeated(hub: Reach, exchange: WholeExchange, form: 'feature' | 'curl'): Promise<string> {
  try {
    if (form === 'curl') return asCurl(exchange);
    return await featureOf((path) => hub.ask('GET', path), exchange);
  } catch (error) {
    throw error instanceof NotRepeatable ? new Failure(error.message) : error;
  }
}
