import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OcpiError } from './ocpi-errors.ts';
import { pageHeaders, readPage } from './paging.ts';

const read = (query: string, required?: string[]) => readPage(new URLSearchParams(query), required);

function refusalOf(query: string, required?: string[]): OcpiError {
  try {
    read(query, required);
  } catch (error) {
    assert.ok(error instanceof OcpiError);
    return error;
  }
  throw new assert.AssertionError({ message: `${query} was accepted` });
}

test('without parameters a page starts at the beginning and is as large as it may be @TRANS-26', () => {
  assert.deepEqual(read(''), { offset: 0, limit: 1000, from: undefined, to: undefined });
});

test('a limit above the maximum is capped @TRANS-27 @TRANS-29', () => {
  assert.equal(read('limit=100000').limit, 1000);
});

test('dates are read as UTC, with or without Z and fraction @TRANS-61 @TRANS-63', () => {
  const expected = Date.UTC(2026, 0, 31, 8);
  for (const text of ['2026-01-31T08:00:00Z', '2026-01-31T08:00:00', '2026-01-31T08:00:00.000Z'])
    assert.equal(read(`date_from=${text}`).from, expected);
});

test('what is no number, no time or too small is named @TRANS-22 @TRANS-34', () => {
  for (const [query, name] of [
    ['offset=-1', '?offset'],
    ['limit=0', '?limit'],
    ['limit=1.5', '?limit'],
    ['limit=', '?limit'],
    ['offset=1e3', '?offset'],
    ['date_from=yesterday', '?date_from'],
    ['date_to=2026-01-31T08:00:00%2B01:00', '?date_to'],
  ] as const) {
    const error = refusalOf(query);
    assert.equal(error.ocpi, 2001);
    assert.deepEqual(
      error.findings.map(({ pointer }) => pointer),
      [name],
    );
  }
});

test('all wrong parameters are named at once', () => {
  assert.equal(refusalOf('offset=x&limit=y&date_from=z').findings.length, 3);
});

test('a required parameter that is missing is named @SES-02', () => {
  assert.match(refusalOf('', ['date_from']).message, /date_from: is required/);
});

test('while objects follow, the next link is absolute and repeats the filters @TRANS-28 @TRANS-29 @TRANS-30 @TRANS-32', () => {
  const url = new URL(
    'https://hub.example/ocpi/cpo/2.1.1/tariffs?date_from=2026-01-01T00:00:00Z&date_to=2026-02-01T00:00:00Z&limit=10&offset=20',
  );
  const headers = pageHeaders(url, { total: 31, offset: 20, limit: 10 });
  assert.equal(headers['X-Total-Count'], '31');
  assert.equal(headers['X-Limit'], '10');
  const next = new URL(/^<(.*)>; rel="next"$/.exec(headers.Link ?? '')?.[1] ?? '');
  assert.equal(next.origin + next.pathname, 'https://hub.example/ocpi/cpo/2.1.1/tariffs');
  assert.deepEqual(Object.fromEntries(next.searchParams), {
    date_from: '2026-01-01T00:00:00Z',
    date_to: '2026-02-01T00:00:00Z',
    limit: '10',
    offset: '30',
  });
});

test('the last page and a page past the end have no next link @TRANS-31 @TRANS-33', () => {
  const url = new URL('https://hub.example/x');
  for (const offset of [20, 21, 1000])
    assert.equal(pageHeaders(url, { total: 30, offset, limit: 10 }).Link, undefined);
});
