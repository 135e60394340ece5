import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeSummary } from '../../../hub/types.generated.ts';
import { type Filters, filtersOf, passes, traceOf } from './exchange-filters.ts';

const none: Filters = {
  ...{ connection: '', direction: '', module: '', outcome: '', text: '', correlation_id: '' },
};
const exchange = {
  ...{ connection: 'c1', direction: 'IN', module: 'locations', method: 'PUT', from: 'NL*ABC', to: null },
  ...{
    url: 'https://hub.example/ocpi/emsp/2.1.1/locations/NL/ABC/LOC1',
    request_id: 'r-1',
    correlation_id: 'x-1',
  },
  ...{ http_status: 200, ocpi_status: 1000, error: null, findings: [] },
} as unknown as ExchangeSummary;
const failed = { ...exchange, http_status: 404, ocpi_status: 2003 };
const deviating = { ...exchange, findings: [{ pointer: '/id', message: 'is required' }] } as ExchangeSummary;

// biome-ignore format: a table
const rows: [filters: Partial<Filters>, exchange: ExchangeSummary, passes: boolean][] = [
  [{},                         exchange,  true],
  [{ connection: 'c1' },       exchange,  true],
  [{ connection: 'c2' },       exchange,  false],
  [{ direction: 'OUT' },       exchange,  false],
  [{ correlation_id: 'x-1' },  exchange,  true],
  [{ correlation_id: 'x-2' },  exchange,  false],
  [{ module: 'tariffs' },      exchange,  false],
  [{ outcome: 'problems' },    exchange,  false],
  [{ outcome: 'problems' },    failed,    true],
  [{ outcome: 'findings' },    failed,    false],
  [{ outcome: 'findings' },    deviating, true],
  [{ text: 'loc1' },           exchange,  true],
  [{ text: 'Nl*aBc' },         exchange,  true],
  [{ text: 'R-1' },            exchange,  true],
  [{ text: 'LOC2' },           exchange,  false],
  [{ text: 'loc1', module: 'tariffs' }, exchange, false],
];

for (const [filters, one, passing] of rows)
  test(`the filters ${JSON.stringify(filters)} ${passing ? 'let' : 'do not let'} HTTP ${one.http_status} with ${one.findings.length} findings pass`, () => {
    assert.equal(passes({ ...none, ...filters })(one), passing);
  });

// biome-ignore format: a table
const asked: [filters: Partial<Filters>, query: string][] = [
  [{},                                       ''],
  [{ module: 'cdrs', text: 'x' },            '?module=cdrs'],
  [{ text: 'nl*abc', outcome: 'problems' },  '?party=NL*ABC'],
  [{ outcome: 'findings', direction: 'IN' }, '?direction=IN&finding=any'],
  [{ correlation_id: 'x-1' },                '?correlation_id=x-1'],
];

for (const [filters, query] of asked)
  test(`for ${JSON.stringify(filters)} the trace is asked for ${query || 'everything'}`, () => {
    assert.equal(traceOf({ ...none, ...filters }), `/admin/requests${query}`);
  });

test('filters are read from the query of the page', () => {
  assert.deepEqual(filtersOf(new URLSearchParams('module=cdrs&text=a+b')), {
    ...none,
    module: 'cdrs',
    text: 'a b',
  });
});
