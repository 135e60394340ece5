import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Hub } from '../../src/hub/hub-dependencies.ts';
import { receive } from '../../src/hub/objects/apply-write.ts';
import { readWritten } from '../../src/ocpi/words/read-json-as-written.ts';
import { requestLimits } from '../../src/ocpi/words/read-json-with-limits.ts';
import { openEmbeddedStore } from '../../src/store/embedded/open-embedded-store.ts';

/** Members of a Location as an operator may spell them; each value is allowed, and some need a repair of form. */
const members = [
  ...[
    '"directions":null',
    '"directions":[]',
    '"facilities":["HOTEL","MALL"]',
    '"opening_times":{"twentyfourseven":true}',
  ],
  ...['"owner":{"name":"O","website":"http://x.org/\\u0061"}', '"time_zone":"Europe/Oslo"', '"name":"A\\/B"'],
  ...['"country_code":"NL","party_id":"ABC"', '"9":1', '"x_note":"\u2028"', '"x_note":1.50', '"x_note":-0'],
  ...[
    '"x_big":12345678901234567890',
    '"x_small":0.0000001',
    '"name":"one","name":"two"',
    '"x_deep":[[{"a":[]}]]',
  ],
];

test('a pushed object is stored as what it says, whichever way its JSON is spelt @HUB-07', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'pushed-as-written-'));
  const store = await openEmbeddedStore({ folder });
  context.after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const hub = { store, now: () => Date.parse('2026-11-30T09:00:00Z') } as unknown as Hub;
  const golden = readFileSync(new URL('../../schemas/golden/2.1.1/location.json', import.meta.url), 'utf8');
  const given = JSON.parse(golden) as Record<string, unknown>;
  for (const spelt of members)
    for (const [, name = ''] of spelt.matchAll(/(?:^|,)"(\w+)":/g)) delete given[name];
  let nth = 0;
  let asSpelt = 0;
  const stored = async (json: string) => {
    const id = `L${++nth}`;
    const text = Buffer.from(json.replace('"id":"?"', `"id":"${id}"`));
    const { value: body, isAsWritten } = readWritten(text, requestLimits);
    const { changed } = await receive(hub, {
      ...{ module: 'locations', method: 'PUT', owner: 'NL*ABC', id, path: [], body, strict: false },
      text: isAsWritten ? text : undefined,
    });
    if (isAsWritten) asSpelt += 1;
    return String(changed.after?.bytes).replace(`"id":"${id}"`, '"id":"?"');
  };
  const base = JSON.stringify({ ...given, id: '?' }).slice(1);
  await fc.assert(
    fc.asyncProperty(fc.subarray(members, { maxLength: 3 }), fc.boolean(), async (some, isFirst) => {
      const compact = `{${isFirst ? [...some, base].join(',') : [base.slice(0, -1), ...some].join(',').concat('}')}`;
      // With a blank it is parsed and written anew.
      const anew = await stored(compact.replace('{', '{ '));
      const others = [compact, `${compact}\n`, `\ufeff${compact}`];
      for (const other of others) assert.equal(await stored(other), anew, JSON.stringify(other));
    }),
    { numRuns: 300 },
  );
  assert.ok(asSpelt > 30, `${asSpelt} objects were spelt as they are written`);
});
