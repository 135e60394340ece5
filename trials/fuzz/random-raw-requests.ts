import { connect } from 'node:net';
import fc from 'fast-check';
import { adminToken } from '../../features/support/hub-process.ts';
import type { Tally } from './failure-kinds-and-counts.ts';
import type { FuzzedMarket } from './fuzzed-hub-and-parties.ts';

/** A request as bytes, and the partner whose token it contains. */
interface Noise {
  bytes: Buffer;
  authorization: string;
}

/** Number of simultaneous raw requests in one try of the fuzzer. */
const atOnce = 8;

/**
 * Sends arbitrary bytes, methods, paths, headers and bodies to the hub, which must answer all of them, or close the
 * connection.
 */
export function noise(market: FuzzedMarket, tally: Tally) {
  const { hostname, port } = new URL(market.hub.url);
  return fc.asyncProperty(fc.array(noises(market), { minLength: atOnce, maxLength: atOnce }), async (all) => {
    await Promise.all(
      all.map(async ({ bytes, authorization }) => {
        tally.inputs += 1;
        const text = await sendBytes(hostname, Number(port), bytes);
        const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? (text === '' ? 1 : 0));
        const code = Number(/"status_code":(\d+)/.exec(text)?.[1] ?? Number.NaN);
        tally.look(bytes.toString('latin1'), { http: status, code, text }, authorization);
      }),
    );
  });
}

/** Number of raw requests that the fuzzer sends in one try. */
noise.inputs = atOnce;

function noises({ operator, provider }: FuzzedMarket): fc.Arbitrary<Noise> {
  const authorization = fc.constantFrom(
    `Token ${operator.tokenToHub}`,
    `Token ${operator.tokenToHub}`,
    `Token ${provider.tokenToHub}`,
    `Bearer ${adminToken}`,
    'Token nobody',
    'Basic Og==',
    '',
  );
  const requests = fc
    .tuple(method, fc.tuple(path, query), fc.array(header, { maxLength: 6 }), authorization, body, framing)
    .map(([verb, [where, what], headers, token, content, frame]) => {
      const lines = [
        `${verb} ${where}${what} HTTP/1.1`,
        'Host: hub',
        'Connection: close',
        ...(token ? [`Authorization: ${token}`] : []),
        ...headers,
        ...frame(content),
      ];
      const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
      return { bytes: Buffer.concat([head, content]), authorization: token };
    });
  const garbage = fc
    .uint8Array({ maxLength: 300 })
    .map((bytes) => ({ bytes: Buffer.from(bytes), authorization: '' }));
  return fc.oneof({ weight: 12, arbitrary: requests }, { weight: 1, arbitrary: garbage });
}

const method = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('GET', 'PUT', 'PATCH', 'POST', 'DELETE') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'HEAD',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
      'M-SEARCH',
      'get',
      'NONSENSE',
      'PURGE',
    ),
  },
);

const word = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.constantFrom(
      ...[
        'ocpi',
        'emsp',
        'cpo',
        '2.1.1',
        'versions',
        'credentials',
        'locations',
        'tariffs',
        'sessions',
        'cdrs',
      ],
      ...['tokens', 'commands', 'chargingprofiles', 'NL', 'ABC', 'EMP', 'LOC1', 'START_SESSION', 'authorize'],
      ...['admin', 'connections', 'agreements', 'requests', 'objects', 'syncs', 'health', 'live', 'metrics'],
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...[
        '..',
        '.',
        '%2e%2e',
        '%2F',
        '%00',
        '%zz',
        '%',
        '',
        '__proto__',
        'constructor',
        'toString',
        '*',
        ':id',
      ],
      ...[
        '%F0%9F%94%8C',
        '%ff',
        '%C0%AF',
        '\\',
        ';a=b',
        '{id}',
        'x'.repeat(300),
        '%E2%80%AE',
        "'--",
        '${7*7}',
      ],
    ),
  },
  { weight: 2, arbitrary: fc.webSegment() },
);

const path = fc.oneof(
  { weight: 6, arbitrary: fc.array(word, { maxLength: 8 }).map((words) => `/${words.join('/')}`) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom('/ocpi/emsp/2.1.1', '/ocpi/cpo/2.1.1', '//ocpi//emsp/2.1.1', '/admin'),
        fc.array(word, { maxLength: 6 }),
      )
      .map(([base, words]) => [base, ...words].join('/')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('*', 'http://evil.example/', 'http://[::1', '/ocpi?', '//', '/ocpi#x', 'ocpi'),
  },
);

const value = fc.oneof(
  fc.constantFrom(
    '0',
    '-1',
    '1',
    '1e9',
    '99999999999999999999',
    'NaN',
    '',
    '2025-01-01T00:00:00Z',
    '%',
    '%00',
    'null',
  ),
  fc.webQueryParameters(),
);
const query = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.constantFrom(
            'offset',
            'limit',
            'date_from',
            'date_to',
            'type',
            'duration',
            'response_url',
            'x',
            '__proto__',
          ),
          value,
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((pairs) => `?${pairs.map((pair) => pair.join('=')).join('&')}`),
  },
);

const headerValue = fc.oneof(
  fc.constantFrom(
    'NL',
    'ABC',
    'EMP',
    'nl',
    'XX',
    '',
    'a'.repeat(500),
    '\u00e9\u00ff',
    '\t',
    '1,2',
    '"',
    '{}',
    'null',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[^\u0020-\u00ff\t]/g, '?')),
);
const header = fc
  .tuple(
    fc.constantFrom(
      ...['OCPI-to-country-code', 'OCPI-to-party-id', 'OCPI-from-country-code', 'OCPI-from-party-id'],
      ...[
        'X-Request-ID',
        'X-Correlation-ID',
        'Content-Type',
        'Content-Encoding',
        'Accept',
        'Expect',
        'Upgrade',
      ],
      ...[
        'X-Forwarded-For',
        'Origin',
        'Cookie',
        'Range',
        'If-None-Match',
        '__proto__',
        'Accept-Encoding',
        'TE',
      ],
    ),
    headerValue,
  )
  .map((pair) => pair.join(': '));

const body = fc.oneof(
  { weight: 3, arbitrary: fc.constant(Buffer.alloc(0)) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);

/** Random headers for the length of a body: right, wrong, missing, repeated. */
const framing = fc.oneof(
  { weight: 12, arbitrary: fc.constant((content: Buffer) => [`Content-Length: ${content.length}`]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<(content: Buffer) => string[]>(
      () => [],
      () => ['Content-Length: -1'],
      ({ length }) => [`Content-Length: ${length + 10}`],
      ({ length }) => [`Content-Length: ${length}`, `Content-Length: ${length + 1}`],
      () => ['Transfer-Encoding: chunked'],
      () => ['Transfer-Encoding: chunked', 'Content-Length: 5'],
      () => ['Transfer-Encoding: gibberish'],
    ),
  },
);

/**
 * Sends bytes and nothing after them; gives the answer until the hub closes the connection. Endless streams are
 * abandoned.
 */
function sendBytes(host: string, port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host, port, allowHalfOpen: true }, () => socket.end(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (/^content-type: text\/event-stream/im.test(text)) socket.destroy();
    });
    // Silence is a failure too: no request may leave its caller waiting for ever.
    const late = setTimeout(() => {
      text = 'the hub does not answer';
      socket.destroy();
    }, 20_000);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(late);
      resolve(text);
    });
  });
}
