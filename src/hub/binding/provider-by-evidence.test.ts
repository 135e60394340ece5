import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { agreementsOf } from '../fake-agreements.ts';
import type { Connection, RegistryState } from '../ports/connection-registry.ts';
import type { StoredObject } from '../ports/object-store.ts';
import type { KnownToken } from './contract-holders.ts';
import { decide } from './decide-provider.ts';
import { evidenceIn, type Found } from './gather-provider-evidence.ts';
import type { Claim } from './match-claim-to-visit.ts';
import { recipientOf } from './provider-facts-of-write.ts';

// Each cell stands for one combination of all evidence for two providers, V and E. V stored its Token first, or asked
// first, wherever both did. V, E: the provider the Session is for; h: the hub withholds it; -: nobody is known. The
// columns say which provider asked (nobody, V, E, both), and in each the provider of the reference that the Session
// carries (nobody's, V's, E's); a provider that gives a reference without a fitting question gave it with an older one
// of this contract. The outcomes are written by hand from ROUTE-40 to ROUTE-45 and ROUTE-54.
const table = `
                       nobody  V       E       both
  AUTH_REQUEST V none  - V -   V V V   E V E   V V E
  AUTH_REQUEST V V     V V V   V V V   E V E   V V E
  AUTH_REQUEST V E     - V -   V V V   E V E   V V E
  AUTH_REQUEST V both  V V V   V V V   E V E   V V E
  AUTH_REQUEST E none  - - E   V V E   E E E   E V E
  AUTH_REQUEST E V     - - E   V V E   E E E   E V E
  AUTH_REQUEST E E     E E E   V V E   E E E   E V E
  AUTH_REQUEST E both  E E E   V V E   E E E   E V E
  AUTH_REQUEST - none  - V E   V V h   E h E   h V E
  AUTH_REQUEST - V     V V V   V V V   E V E   V V E
  AUTH_REQUEST - E     E E E   V V E   E E E   E V E
  AUTH_REQUEST - both  V V V   V V V   E V E   V V E
  WHITELIST    V none  - V -   V V V   E V E   V V E
  WHITELIST    V V     V V V   V V V   V V V   V V V
  WHITELIST    V E     - V -   V V V   E V E   V V E
  WHITELIST    V both  V V V   V V V   V V V   V V V
  WHITELIST    E none  - - E   V V E   E E E   E V E
  WHITELIST    E V     - - E   V V E   E E E   E V E
  WHITELIST    E E     E E E   E E E   E E E   E E E
  WHITELIST    E both  E E E   E E E   E E E   E E E
  WHITELIST    - none  - V E   V V h   E h E   h V E
  WHITELIST    - V     V V V   V V V   V V E   V V E
  WHITELIST    - E     E E E   E V E   E E E   E V E
  WHITELIST    - both  V V V   V V V   V V E   V V E
`;

const parties: Record<string, Party> = { V: 'DE*VIC', E: 'DE*EVL' };
const cpo: Party = 'NL*ABC';
const start = Date.parse('2026-06-01T12:00:00Z');
const minute = 60_000;

interface Cell {
  method: string;
  head: string;
  tokens: string;
  asked: string;
  reference: string;
}

const cells = table
  .trim()
  .split('\n')
  .slice(1)
  .flatMap((line) => {
    const [method = '', head = '', tokens = '', ...outcomes] = line.trim().split(/\s+/);
    return ['none', 'V', 'E', 'both'].flatMap((asked, column) =>
      ['none', 'V', 'E'].map((reference, nth): [Cell, string] => [
        { method, head, tokens, asked, reference },
        outcomes[column * 3 + nth] ?? '',
      ]),
    );
  });

test('each cell of evidence has its outcome (ROUTE-40, ROUTE-41, ROUTE-42, ROUTE-43, ROUTE-45, ROUTE-54, RTA-17, HCMD-17)', () => {
  assert.equal(cells.length, 288);
  const wrong = cells.flatMap(([cell, outcome]) => {
    const found = outcomeOf(cell);
    return found === outcome ? [] : [`${Object.values(cell).join(' ')}: ${found} instead of ${outcome}`];
  });
  assert.deepEqual(wrong, []);
});

test('no cell gives E what a driver of V did, nor V what V did not allow', () => {
  const has = (whom: string, who: string) => whom === who || whom === 'both';
  for (const [cell] of cells) {
    const { head, tokens, asked, reference } = cell;
    const outcome = outcomeOf(cell);
    const words = Object.values(cell).join(' ');
    // The contract is V's where V's party stands at its beginning, or where V alone, or V first, has a Token of it.
    const isVs = head === 'V' || (head === '-' && has(tokens, 'V'));
    const eAsked = has(asked, 'E');
    if (isVs && !eAsked) assert.notEqual(outcome, 'E', `${words}: E did not ask`);
    if (isVs && cell.method === 'WHITELIST' && has(tokens, 'V') && reference !== 'E')
      assert.equal(outcome, 'V', `${words}: a list of Tokens let V's driver in`);
    if (isVs && asked === 'both' && reference !== 'E') assert.equal(outcome, 'V', `${words}: both asked`);
    if (head !== 'E' && asked === 'V' && tokens !== 'E')
      assert.notEqual(outcome, 'E', `${words}: only V asked`);
    const vAllows = has(asked, 'V') || has(tokens, 'V') || reference === 'V';
    if (!vAllows) assert.notEqual(outcome, 'V', `${words}: V allowed nothing`);
    if (head === 'E' && !has(asked, 'V')) assert.notEqual(outcome, 'V', `${words}: the contract is E's`);
  }
});

test('what is bound stays with its provider, whatever the cell (ROUTE-40)', () => {
  const bound = { recipient: parties.V } as StoredObject;
  for (const [cell] of cells) {
    const verdict = verdictOf(cell);
    const decided =
      verdict.is === 'one'
        ? { is: 'one' as const, emsp: verdict.party, by: verdict.by }
        : { is: 'held' as const, among: [] };
    assert.equal(recipientOf(decided, bound), parties.V, Object.values(cell).join(' '));
  }
});

function outcomeOf(cell: Cell): string {
  const verdict = verdictOf(cell);
  if (verdict.is !== 'one') return verdict.is === 'held' ? 'h' : '-';
  return verdict.provider === parties.V ? 'V' : 'E';
}

function verdictOf({ method, head, tokens, asked, reference }: Cell) {
  const contract = { V: 'DE-VIC-0001', E: 'DE-EVL-0001', '-': 'DE-QQQ-0001' }[head] ?? '';
  const object = { auth_id: contract, auth_method: method, authorization_reference: 'R' };
  const who = (whom: string) => (whom === 'both' ? ['V', 'E'] : whom === 'none' ? [] : [whom]);
  const question = (name: string, at: number): Claim => ({
    id: `${name} ${at}`,
    cpo,
    emsp: parties[name] as Party,
    by: 'START_SESSION',
    state: 'accepted',
    at,
    contract,
    location: 'LOC1',
    evses: ['EVSE1'],
  });
  const claims = who(asked).map((name, nth) => question(name, start - 10 * minute + nth));
  const referring = who(reference).map((name) => question(name, start - 600 * minute));
  const known = who(tokens).map(
    (name, nth): KnownToken => ({
      owner: parties[name] as Party,
      contract,
      uid: `CARD-${name}`,
      valid: true,
      since: start - 6000 * minute + nth,
      order: nth + 1,
    }),
  );
  const found: Found = {
    facts: editionOf({}).facts('sessions', object),
    cpo,
    visit: { start, received: start, location: 'LOC1', evses: ['EVSE1'] },
    known: { authId: contract, tokens: known, history: [], settlements: [], first: undefined },
    claims,
    asked: new Map(claims.map(({ emsp, at }) => [emsp, at])),
    referring,
  };
  return decide(evidenceIn(state, found, () => true));
}

const state: RegistryState = {
  connections: Object.values(parties).map(
    (party) =>
      ({ id: party, role: 'EMSP', party, parties: [party], status: 'REGISTERED' }) as unknown as Connection,
  ),
  agreements: agreementsOf([]),
};
