import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headOf, normalised } from './contract-id-format.ts';
import { type Settlement, settledTo } from './contract-to-provider-rules.ts';

const alike: [string, string][] = [
  ['DE-8AC-C12E456L8-9', 'DE8ACC12E456L8'],
  ['de*8ac*c12e456l8*9', 'DE8ACC12E456L89'],
  ['DE-8AA-123456-7', 'de8aa123456'],
  ['IT-X23-123', 'ITX23123'],
];

for (const [one, other] of alike)
  test(`${one} and ${other} are one contract (ROUTE-43)`, () => {
    assert.equal(normalised(one), normalised(other));
  });

test('other contracts stay apart (ROUTE-43)', () => {
  const contracts = [
    'DE8ACC12E456L8',
    'DE8ACC12E456L7',
    'DE8AA123456',
    'DE8AA123457',
    'IT-X23-123',
    'IT-X23-1234',
    '1',
    '-',
  ];
  assert.equal(new Set(contracts.map(normalised)).size, contracts.length);
});

test('the head of a contract is two letters and three letters or digits (ROUTE-45)', () => {
  const heads = ['de-8ac-c1', 'NLVIC1', 'NL*VIC', '04A2B3C4', 'N1VIC1', 'NLVI-C9', ''].map(headOf);
  assert.deepEqual(heads, ['DE*8AC', 'NL*VIC', undefined, undefined, undefined, 'NL*VIC', undefined]);
});

test("the operator's word: a contract before a beginning, the longer beginning first, the newest of equals, at its time", () => {
  const rule = (given: Partial<Settlement>): Settlement => ({ id: '', to: [], created: '1', ...given });
  const rules = [
    rule({ prefix: 'DE8AC', to: ['DE*VIC'] }),
    rule({ prefix: 'de-8ac-9', to: ['DE*OTH'] }),
    rule({ contract: 'DE8AC91', to: ['DE*VIC', 'DE*OTH'] }),
    rule({ prefix: 'DE8AC2', to: ['DE*NEW'], from: 'DE*VIC', since: '2026-06-01T00:00:00Z' }),
    rule({ prefix: 'DE8AC2', to: ['DE*OLD'], created: '0' }),
  ];
  const at = Date.parse('2026-06-01T00:00:00Z');
  assert.deepEqual(settledTo(rules, 'DE-8AC-1', at), ['DE*VIC']);
  assert.deepEqual(settledTo(rules, 'DE-8AC-92', at), ['DE*OTH']);
  assert.deepEqual(settledTo(rules, 'DE-8AC-9-1', at), ['DE*VIC', 'DE*OTH']);
  assert.deepEqual(settledTo(rules, 'DE8AC21', at), ['DE*NEW']);
  assert.deepEqual(settledTo(rules, 'DE8AC21', at - 1), ['DE*VIC']);
  assert.deepEqual(settledTo(rules, 'DE8AX1', at), []);
});
