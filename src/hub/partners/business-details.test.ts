import assert from 'node:assert/strict';
import { test } from 'node:test';
import { businessOf } from './business-details.ts';

const token = 'their-token-4711';

test('partners are told of a business what OCPI knows, and no odd key @HUB-33', () => {
  const logo = { url: 'https://x/l.png', category: 'OPERATOR', type: 'png', width: 1, height: 2 };
  const odd = { name: 'Abc', website: 'https://abc.example', api_token: 'x', logo: { ...logo, secret: 'x' } };
  assert.deepEqual(businessOf(token, odd), { name: 'Abc', website: 'https://abc.example', logo });
  assert.deepEqual(businessOf(token, { name: 'Abc' }), { name: 'Abc' });
});

test('a business that holds a token is refused, and the words do not show it', () => {
  for (const business of [
    { name: 'their-token-4711' },
    { name: 'Abc', website: 'https://abc.example/?t=hub-token-4711' },
  ])
    assert.throws(
      () => businessOf(token, business, 'Token hub-token-4711'),
      ({ message }: Error) => message.startsWith('/business_details') && !message.includes('4711'),
    );
});
