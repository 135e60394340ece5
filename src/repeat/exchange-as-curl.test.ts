import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeDetail } from '../hub/types.generated.ts';
import { asCurl } from './exchange-as-curl.ts';

const exchange = {
  ...{
    direction: 'OUT',
    method: 'PUT',
    url: "https://p.example/it's",
    time: 'T',
    from: 'NL*HUB',
    to: 'DE*EMP',
  },
  ...{ http_status: 200, ocpi_status: 1000 },
  request: {
    headers: { Authorization: 'Token ***', Host: 'p.example', 'Content-Length': '9', 'X-Request-ID': 'r1' },
    body: '{"a":"it\'s"}',
  },
} as unknown as ExchangeDetail;

test('a request is repeated as it was, with the token from the environment', () => {
  assert.deepEqual(asCurl(exchange).split('\n'), [
    '# T: answered with HTTP 200, status code 1000',
    ': "${OCPI_TOKEN:?set it to the token that the hub calls DE*EMP with}"',
    `curl -sS -i -X PUT 'https://p.example/it'\\''s' \\`,
    '  -H "Authorization: Token $OCPI_TOKEN" \\',
    "  -H 'X-Request-ID: r1' \\",
    `  --data-raw '{"a":"it'\\''s"}'`,
  ]);
});

test('credentials that were handed over are a variable too, and a body that was cut is refused', () => {
  const request = { ...exchange.request, body: '{"token":"***"}' };
  const text = asCurl({ ...exchange, direction: 'IN', from: 'DE*EMP', request });
  assert.match(text, /OCPI_TOKEN:\?set it to the token that DE\*EMP calls the hub with/);
  assert.match(text, /--data-raw '\{"token":"'"\$CREDENTIALS_TOKEN"'"\}'/);
  const cut = { ...exchange.request, body: 'x'.repeat(65_536) };
  assert.throws(() => asCurl({ ...exchange, request: cut }), /the trace has cut the body/);
});
