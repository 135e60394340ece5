import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Agreement, Connection } from '../ports/connection-registry.ts';
import type { ListQuery } from '../ports/object-store.ts';
import { refuseUntoldMoves } from './refuse-party-takeover.ts';

const connections = [
  { id: 'c1', role: 'CPO', party: 'NL*OLD', parties: ['NL*OLD', 'NL*ABC'], status: 'UNREGISTERED' },
  { id: 'e1', role: 'EMSP', party: 'DE*EMP', parties: ['DE*EMP'], status: 'REGISTERED' },
] as unknown as Connection[];

function hubWith(agreements: Partial<Agreement>[], totals: Record<string, number> = {}) {
  const asked: ListQuery[] = [];
  const hub = {
    store: {
      registry: { read: () => ({ connections, agreements: agreementsOf(agreements) }) },
      objects: {
        list: async (query: ListQuery) => {
          asked.push(query);
          return { total: totals[query.module] ?? 0, objects: [] };
        },
      },
    },
  } as unknown as Hub;
  return { hub, asked };
}

test('a party that brings what another connection left is refused, with what that is', async () => {
  const agreement = { cpo: 'NL*ABC', emsp: 'DE*EMP', deleted: false } as const;
  const { hub } = hubWith([agreement, { ...agreement, deleted: true }], { locations: 3, cdrs: 2 });
  await assert.rejects(
    refuseUntoldMoves(hub, 'CPO', 'NL*NEW', ['NL*ABC'], undefined),
    /the hub has 1 agreements, 3 locations, 2 cdrs of NL\*ABC, .* "takes_over": true/,
  );
  await refuseUntoldMoves(hub, 'CPO', 'NL*NEW', ['NL*ABC'], true);
});

test('a provider brings the Sessions and CDRs that are for it', async () => {
  const { hub, asked } = hubWith([], { sessions: 4, locations: 9 });
  await assert.rejects(
    refuseUntoldMoves(hub, 'EMSP', 'NL*NEW', ['NL*EMQ'], undefined),
    /the hub has 4 sessions for it of NL\*EMQ/,
  );
  assert.deepEqual(asked.find(({ module }) => module === 'sessions')?.visible, [
    { owner: 'NL*OLD', recipient: 'NL*EMQ' },
    { owner: 'NL*ABC', recipient: 'NL*EMQ' },
  ]);
});

test('a party of which the hub has nothing, or of a platform that comes back, needs no word', async () => {
  await refuseUntoldMoves(hubWith([]).hub, 'CPO', 'NL*NEW', ['NL*ABC'], undefined);
  const agreed = hubWith([{ cpo: 'NL*ABC', emsp: 'DE*EMP', deleted: false }]);
  await refuseUntoldMoves(agreed.hub, 'CPO', 'NL*NEW', ['NL*ABC'], undefined);
  await refuseUntoldMoves(hubWith([], { locations: 1 }).hub, 'CPO', 'NL*OLD', ['NL*ABC'], undefined);
});
