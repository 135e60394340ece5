import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Hub } from '../hub-dependencies.ts';
import { newMemory } from '../in-memory-state.ts';
import type { RegistryState } from '../ports/connection-registry.ts';
import { decide } from './decide-provider.ts';
import { evidenceIn, gather, meant } from './gather-provider-evidence.ts';
import { inferProvider } from './infer-session-provider.ts';
import type { Claim } from './match-claim-to-visit.ts';

const cpo: Party = 'NL*ABC';
const first: Party = 'DE*VIC';
const second: Party = 'DE*EVL';
const noon = Date.parse('2026-06-01T12:00:00Z');
const session = {
  ...{ id: 'S1', auth_id: 'DE-QQQ-1', auth_method: 'AUTH_REQUEST', authorization_reference: 'R1' },
  ...{ start_datetime: '2026-06-01T12:00:00Z', location: { id: 'L1', evses: [{ uid: 'E1' }] } },
};

/** A command or authorisation for this driver at this place, a minute before the session, that was accepted. */
function asked(emsp: Party, more: Partial<Claim> = {}): Claim {
  return {
    ...{ id: `of ${emsp}`, cpo, emsp, by: 'START_SESSION', state: 'accepted', at: noon - 60_000 },
    ...{ contract: 'DE-QQQ-1', location: 'L1' },
    ...more,
  } as Claim;
}

/**
 * A hub that has stored these claims, found in the order in which they are given, some of them with their Session;
 * `agreed` names providers with an agreement.
 */
function remembering(claims: Claim[], { used = [] as string[], agreed = [first, second] } = {}) {
  const state = {
    connections: [],
    agreements: agreementsOf(
      agreed.map((emsp) => ({
        ...{ cpo, emsp, status: 'ACTIVE', valid_from: null, valid_to: null },
        ...{ created: '2026-01-01T00:00:00Z', since: '2026-01-01T00:00:00Z' },
      })),
    ),
  } as unknown as RegistryState;
  const under = async (kind: string, prefix: string) =>
    claims
      .filter(({ contract, reference }) =>
        kind !== 'claim'
          ? false
          : prefix === 'contract DEQQQ1 '
            ? contract
            : prefix.startsWith('reference') && reference,
      )
      .map((value) => ({ key: value.id, value }));
  const hub = {
    now: () => noon,
    memory: newMemory(),
    store: {
      registry: { read: () => state },
      notes: { under, all: async () => [], get: async () => undefined, put: async () => undefined },
      objects: {
        find: async (module: string, field: string, value: string) =>
          module === 'sessions' && field === 'claim' && used.includes(value) ? [{ id: 'S0' }] : [],
        present: async () => 0,
      },
    },
  } as unknown as Hub;
  return { hub, state };
}

/** The hub's verdict on the provider of the Session, and the evidence for it. */
async function verdictOf(world: ReturnType<typeof remembering>) {
  const { hub, state } = world;
  const found = await gather(hub, cpo, editionOf({}).facts('sessions', session), undefined);
  const verdict = decide(evidenceIn(state, found, meant(state, found, 'begin', noon)));
  return verdict.is === 'one' ? `${verdict.party} by ${verdict.by}` : verdict.is;
}

test('a reference that a second provider gives too stays with the first, whoever is found first @ROUTE-41', async () => {
  const long = 48 * 3_600_000;
  const given = (emsp: Party, later: number) =>
    asked(emsp, { contract: undefined, reference: 'R1', at: noon - long + later });
  for (const claims of [
    [given(first, 0), given(second, 1)],
    [given(second, 1), given(first, 0)],
  ])
    assert.equal(await verdictOf(remembering(claims)), `${first} by reference`);
});

test('a reference that came with another contract tells nothing @ROUTE-41', async () => {
  const other = asked(first, { contract: 'DE-OTHER-1', reference: 'R1', at: noon - 48 * 3_600_000 });
  assert.equal(await verdictOf(remembering([other])), 'none');
});

// biome-ignore format: a table
const rows: [what: string, claims: Claim[], more: Parameters<typeof remembering>[1], verdict: string][] = [
  ['who asked for it at this operator',            [asked(first)],                          {},                           `${first} by command`],
  ['nobody who asked at another operator',         [asked(first, { cpo: 'NL*XYZ' })],       {},                           'none'],
  ['nobody whose question has its Session already', [asked(first)],                         { used: [`of ${first}`] },    'none'],
  ['who asked again after that',                   [asked(first), asked(second)],           { used: [`of ${first}`] },    `${second} by command`],
  ['nobody without an agreement',                  [asked(first)],                          { agreed: [second] },         'none'],
  ['who has one, of two that asked',               [asked(first), asked(second)],           { agreed: [second] },         `${second} by command`],
  ['held where two asked alike',                   [asked(first), asked(second)],           {},                           'held'],
];

for (const [what, claims, more, verdict] of rows)
  test(`a Session is for ${what} @ROUTE-42 @ROUTE-55`, async () => {
    assert.equal(await verdictOf(remembering(claims, more)), verdict);
  });

/**
 * A hub whose operator had an agreement with the provider in the contract's prefix until a minute after the session
 * began, and has one with another provider now.
 */
function suspended(since: string) {
  const made = remembering([]);
  const token = { owner: second, module: 'tokens', id: 'RFID|T1', created: 1, lookups: { uid: 'T1' } };
  const contract = { auth_id: 'DE-VIC-1', valid: true };
  const parties = [first, second].map((party) => ({ role: 'EMSP', party, parties: [party], id: party }));
  const state = {
    connections: parties,
    agreements: agreementsOf([
      {
        cpo,
        emsp: first,
        status: 'SUSPENDED',
        valid_from: null,
        valid_to: null,
        created: '2026-01-01T00:00:00Z',
        since,
      },
      { cpo, emsp: second, status: 'ACTIVE', valid_from: null, valid_to: null, created: since, since },
    ]),
  } as unknown as RegistryState;
  const find = async (module: string, field: string) =>
    module === 'tokens' && field === 'auth_id'
      ? [
          {
            ...token,
            lookups: { ...token.lookups, auth_id: 'DE-VIC-1' },
            bytes: Buffer.from(JSON.stringify(contract)),
          },
        ]
      : [];
  const hub = {
    ...made.hub,
    now: () => noon + 3_600_000,
    store: {
      ...made.hub.store,
      registry: { read: () => state },
      objects: { ...made.hub.store.objects, find },
    },
  } as unknown as Hub;
  return hub;
}

for (const [since, is] of [
  ['2026-06-01T12:01:00Z', 'none'],
  ['2026-06-01T11:00:00Z', 'one'],
])
  test(`another's Token ${is === 'none' ? 'decides nothing' : 'counts'} where the agreement with the party at the contract's head ended at ${since} @ROUTE-55`, async () => {
    const facts = editionOf({}).facts('sessions', { ...session, auth_id: 'DE-VIC-1' });
    assert.equal((await inferProvider(suspended(since!), { module: 'sessions', cpo, facts })).is, is);
  });
