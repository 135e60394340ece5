import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../ocpi/editions/write-object-part.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';
import { type FiledFrom, ownerOf } from './owner-of-listed-object.ts';

const platform = { party: 'NL*ABC', parties: ['NL*ABC', 'NL*ABD', 'BE*ABD'] } as unknown as Connection;
const owner = (asked: FiledFrom['asked'], body: Json) =>
  ownerOf({} as Hub, { connection: platform, module: 'locations', asked }, 'L1', body);

test('a pulled object is filed under the party it names, in whole or in half, else under the one asked @SYNC-13 @SYNC-18 @TRANS-70', async () => {
  const rows: [asked: FiledFrom['asked'], body: Json, is: string][] = [
    ['NL*ABC', {}, 'NL*ABC'],
    ['NL*ABC', { country_code: null, party_id: null }, 'NL*ABC'],
    ['NL*ABC', { country_code: 'NL', party_id: null }, 'NL*ABC'],
    ['NL*ABC', { country_code: 'NL' }, 'NL*ABC'],
    ['NL*ABC', { party_id: 'abc' }, 'NL*ABC'],
    ['NL*ABC', { country_code: 'be' }, 'BE*ABD'],
    ['NL*ABD', { party_id: 'ABD' }, 'NL*ABD'],
    ['NL*ABC', { country_code: 'nl', party_id: 'abd' }, 'NL*ABD'],
    ['all', { country_code: 'BE' }, 'BE*ABD'],
    ['all', { party_id: 'ABC', country_code: null }, 'NL*ABC'],
  ];
  for (const [asked, body, is] of rows) assert.equal(await owner(asked, body), is, JSON.stringify(body));
});

test('a pulled object that names somebody else is refused in words, at what it names @SYNC-18', async () => {
  for (const [body, named, pointer] of [
    [{ country_code: 'NL', party_id: 'ZZZ' }, 'NL*ZZZ', '/country_code'],
    [{ country_code: 'DE' }, 'DE', '/country_code'],
    [{ country_code: null, party_id: '' }, '', '/party_id'],
  ] as const)
    await assert.rejects(owner('all', body), {
      findings: [{ pointer, message: `names the owner ${named}, which is no party of this connection` }],
    });
});
