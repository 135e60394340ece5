import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExchangeDetail } from '../../../hub/types.generated.ts';
import { objectOf } from './object-of-exchange.ts';

const p = 'https://p.example/ocpi/2.1.1';

// biome-ignore format: a table
const cases: [what: string, exchange: object, object: string | undefined][] = [
  ['a Location',             { module: 'locations', url: `${p}/locations/NL/ABC/LOC1` },                          'locations NL ABC LOC1'],
  ['an EVSE of it',          { module: 'locations', url: `${p}/locations/NL/ABC/LOC%201/EVSE1` },                 'locations NL ABC LOC 1'],
  ['a Token with its type',  { module: 'tokens', url: `${p}/tokens/DE/EMP/T1?type=OTHER` },                       'tokens DE EMP T1'],
  ['a CDR, posted',          { module: 'cdrs', url: `${p}/cdrs`, from: 'NL*ABC', body: '{"id":"C1"}' },           'cdrs NL ABC C1'],
  ['a CDR of nobody',        { module: 'cdrs', url: `${p}/cdrs`, from: null, body: '{"id":"C1"}' },               undefined],
  ['a list',                 { module: 'tokens', url: `${p}/tokens?offset=0`, from: 'NL*ABC' },                   undefined],
  ['a command',              { module: 'commands', url: `${p}/commands/START_SESSION`, from: 'DE*EMP', body: '{"id":"X"}' }, undefined],
];

for (const [what, { body = null, ...exchange }, object] of cases as [
  string,
  { body?: string },
  string | undefined,
][])
  test(`${what} is ${object ?? 'no object'}`, () => {
    const found = objectOf({
      from: null,
      ...exchange,
      request: { headers: {}, body },
    } as unknown as ExchangeDetail);
    assert.equal(found && [found.module, found.country_code, found.party_id, found.id].join(' '), object);
  });
