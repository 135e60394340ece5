import assert from 'node:assert/strict';
import { test } from 'node:test';
import { businessOf } from './business-details.ts';

const token = 'their-token-4711';

test('partners are told of a business what OCPI knows, and no odd key @HUB-33', () => {
  const logo = { url: 'https://x/l.png', category: 'OPERATOR', type: 'png', width: 1, height: 2 };
  const odd = { name: 'Abc', website: 'https://abc.example', api_token: 'x', logo: { ...logo, secret: 'x' } };
  assert.deepEqual(businessOf(token, { business: odd, at: '' }), {
    name: 'Abc',
    website: 'https://abc.example',
    logo,
  });
  assert.deepEqual(businessOf(token, { business: { name: 'Abc' }, at: '' }), { name: 'Abc' });
});

test('a business that holds a token is refused, and the words do not show it', () => {
  for (const business of [
    { name: 'their-token-4711' },
    { name: 'Abc', website: 'https://abc.example/?t=hub-token-4711' },
  ])
    for (const at of ['', '/roles/0'])
      assert.throws(
        () => businessOf(token, { business, at }, 'Token hub-token-4711'),
        ({ message }: Error) => message.startsWith(`${at}/business_details`) && !message.includes('4711'),
      );
});
