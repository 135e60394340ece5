import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Partner } from '../../features/support/fake-partner.ts';

const partner = new Partner({ name: 'EMP', role: 'EMSP', country_code: 'NL', party_id: 'EMP' });

before(() => partner.open());
after(() => partner.goDark());

async function push(token: string): Promise<number> {
  const { status } = await fetch(`${partner.url}/ocpi/emsp/2.1.1/sessions/NL/ABC/SES1`, {
    method: 'PUT',
    headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
    body: '{"id":"SES1"}',
  });
  return status;
}

test('a push with a token that no partner has given, from the hub that knew the port before, counts for nothing', async () => {
  partner.tokenFromHub = 'given-to-the-hub';
  assert.equal(await push('given-by-another-process'), 401);
  assert.deepEqual(partner.received, []);
});

test('a push with a token of the partner is recorded, also with one that it has replaced', async () => {
  partner.tokenFromHub = 'given-later';
  assert.equal(await push('given-to-the-hub'), 401);
  assert.equal(await push('given-later'), 200);
  assert.deepEqual(
    partner.received.map(({ path, answered }) => [path, answered?.status]),
    [
      ['sessions/NL/ABC/SES1', 401],
      ['sessions/NL/ABC/SES1', 200],
    ],
  );
});

test('a push with a token of another partner is recorded: the hub has mixed them up', async () => {
  const other = new Partner({ name: 'OTH', role: 'EMSP', country_code: 'NL', party_id: 'OTH' });
  other.tokenFromHub = 'given-by-the-other';
  const before = partner.received.length;
  assert.equal(await push('given-by-the-other'), 401);
  assert.equal(partner.received.length, before + 1);
});
