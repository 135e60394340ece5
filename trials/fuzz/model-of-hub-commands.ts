import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Partner } from '../../features/support/fake-partner.ts';
import type { JsonObject } from '../../features/support/http-call.ts';
import type { Tally } from './failure-kinds-and-counts.ts';
import { type Answer, type FuzzedMarket, idOf, invite } from './fuzzed-hub-and-parties.ts';

/** The model's view of a party: the status of its connection, and whether it has published its Location. */
interface Member {
  status: 'NONE' | 'PENDING' | 'REGISTERED' | 'SUSPENDED' | 'UNREGISTERED';
  published: boolean;
}

type Standing = 'NONE' | 'ACTIVE' | 'SUSPENDED' | 'TERMINATED';

/** The expected state of the hub after the commands so far, derived from the requirements alone. */
interface Model {
  members: Record<string, Member>;
  agreements: Record<string, Standing>;
}

/** The real system: the hub, the parties of one run, and the ids of their agreements. */
interface Real {
  market: FuzzedMarket;
  tally: Tally;
  partners: Record<string, Partner>;
  agreements: Map<string, string>;
}

type Command = fc.AsyncCommand<Model, Real>;

const operators = ['OPA'] as const;
const providers = ['PRA', 'PRB'] as const;
const everybody = [...operators, ...providers] as const;
const pairs = operators.flatMap((operator) => providers.map((provider) => `${operator} ${provider}`));

/** The most steps (handshakes, pushes and the like) of one fuzzing run. */
const longest = 60;

let runs = 0;

/** Runs handshakes, suspensions, agreements and publishing in any order: the hub must answer as the model predicts. */
export function model(market: FuzzedMarket, tally: Tally) {
  const commands = fc.commands(all(), { maxCommands: longest, size: 'max' });
  // Most runs begin with all parties registered and agreements made: starting from an empty hub, few random sequences
  // get that far.
  const begun = fc.nat(3).map((n) => n > 0);
  return fc.asyncProperty(begun, commands, async (isBegun, sequence) => {
    const { country, letter } = nextNames();
    const partners: Record<string, Partner> = {};
    for (const name of everybody)
      partners[name] = await market.partner(
        operators.some((one) => one === name) ? 'CPO' : 'EMSP',
        country,
        `${name[0]}${letter}${name[2]}`,
      );
    const real = { market, tally, partners, agreements: new Map<string, string>() };
    const status = isBegun ? 'REGISTERED' : 'NONE';
    const setup = () => ({
      model: {
        members: Object.fromEntries(everybody.map((name) => [name, { status, published: isBegun }])),
        agreements: Object.fromEntries(pairs.map((pair) => [pair, isBegun ? 'ACTIVE' : 'NONE'])),
      } as Model,
      real,
    });
    if (isBegun) await begin(real);
    try {
      await fc.asyncModelRun(setup, sequence);
    } catch (error) {
      tally.add('changed', `${String(sequence)}: ${(error as Error).message}`);
      throw error;
    } finally {
      await Promise.all(Object.values(partners).map((partner) => leave(market, partner)));
    }
  });
}

/** The average number of inputs in one try: sequences have any length up to the longest. */
model.inputs = longest / 4;

function all(): fc.Arbitrary<Command>[] {
  const anyone = fc.constantFrom(...everybody);
  const anyPair = fc.constantFrom(...pairs);
  const command = <T>(
    subject: fc.Arbitrary<T>,
    name: string,
    expected: (model: Model, subject: T) => string,
    act: (real: Real, subject: T) => Promise<string>,
    then: (model: Model, subject: T) => void = () => undefined,
  ) =>
    subject.map(
      (one): Command => ({
        check: () => true,
        async run(model, real) {
          real.tally.inputs += 1;
          const wanted = expected(model, one);
          assert.equal(await act(real, one), wanted, `${name} ${String(one)} in ${JSON.stringify(model)}`);
          if (!wanted.startsWith('no')) then(model, one);
        },
        toString: () => `${name} ${String(one)}`,
      }),
    );
  const member = (model: Model, name: string) => model.members[name] as Member;
  const isLive = (status: Member['status']) => status !== 'NONE' && status !== 'UNREGISTERED';
  const isIn = (status: Member['status']) => status === 'REGISTERED' || status === 'SUSPENDED';

  const list = command(
    fc.constantFrom(...providers),
    'list',
    (model, name) => {
      const may = functional(member(model, name).status);
      if (!may.startsWith('yes')) return may;
      const seen = operators.filter(
        (operator) =>
          model.agreements[`${operator} ${name}`] === 'ACTIVE' && member(model, operator).published,
      );
      return `${may} ${seen.join(' ')}`;
    },
    async ({ market, partners }, name) => {
      const { http, code, data } = await market.send(partners[name] as Partner, 'GET', 'locations');
      if (http !== 200 || code !== 1000) return `no ${http === 200 ? code : http}`;
      const nameOf = (party: string) => everybody.find((one) => partners[one]?.party_id === party);
      const seen = (data as { party_id: string }[]).map(({ party_id }) => nameOf(party_id)).sort();
      return `yes 1000 ${seen.join(' ')}`;
    },
  );
  return [
    // Reads of visible objects are the most frequent command: they check the effects of all others.
    list,
    list,
    list,
    list,
    command(
      anyone,
      'invite',
      (model, name) => (isLive(member(model, name).status) ? 'no 409' : '201'),
      async ({ market, partners }, name) => outcomeOf(await invite(market, partners[name] as Partner)),
      (model, name) => void (member(model, name).status = 'PENDING'),
    ),
    command(
      anyone,
      'register',
      (model, name) => handshake(member(model, name).status, 'PENDING'),
      async (real, name) => exchange(real, name, 'POST'),
      (model, name) => void (member(model, name).status = 'REGISTERED'),
    ),
    command(
      anyone,
      'renew',
      (model, name) =>
        isIn(member(model, name).status) ? '200 1000' : handshake(member(model, name).status),
      async (real, name) => exchange(real, name, 'PUT'),
    ),
    command(
      anyone,
      'leave',
      (model, name) =>
        isIn(member(model, name).status) ? '200 1000' : handshake(member(model, name).status),
      async ({ market, partners }, name) =>
        outcomeOf(await market.send(partners[name] as Partner, 'DELETE', 'credentials')),
      (model, name) => void (member(model, name).status = 'UNREGISTERED'),
    ),
    ...(['SUSPENDED', 'REGISTERED'] as const).map((status) =>
      command(
        anyone,
        status === 'SUSPENDED' ? 'suspend' : 'resume',
        (model, name) => {
          const before = member(model, name).status;
          if (before === 'NONE') return 'no connection';
          return isIn(before) ? '200' : 'no 409';
        },
        async ({ market, partners }, name) => {
          const { connection } = partners[name] as Partner;
          if (!connection) return 'no connection';
          return outcomeOf(await market.admin('PATCH', `/admin/connections/${connection}`, { status }));
        },
        (model, name) => void (member(model, name).status = status),
      ),
    ),
    command(
      anyPair,
      'agree',
      (model, pair) => (['ACTIVE', 'SUSPENDED'].includes(model.agreements[pair] ?? '') ? 'no 409' : '201'),
      agree,
      (model, pair) => void (model.agreements[pair] = 'ACTIVE'),
    ),
    ...(['ACTIVE', 'SUSPENDED', 'TERMINATED'] as const).map((status) =>
      command(
        anyPair,
        `agreement ${status}`,
        (model, pair) => {
          const before = model.agreements[pair];
          if (before === 'NONE') return 'no agreement';
          return before === 'TERMINATED' && status !== 'TERMINATED' ? 'no 409' : '200';
        },
        async ({ market, agreements }, pair) => {
          const id = agreements.get(pair);
          if (!id) return 'no agreement';
          return outcomeOf(await market.admin('PATCH', `/admin/agreements/${id}`, { status }));
        },
        (model, pair) => void (model.agreements[pair] = status),
      ),
    ),
    command(
      fc.constantFrom(...operators),
      'publish',
      (model, name) => functional(member(model, name).status),
      publish,
      (model, name) => void (member(model, name).published = true),
    ),
  ];
}

/** Registers all partners, makes all agreements, and lets the operators publish. */
async function begin(real: Real): Promise<void> {
  for (const name of everybody) {
    await invite(real.market, real.partners[name] as Partner);
    assert.equal(await exchange(real, name, 'POST'), '200 1000');
  }
  for (const pair of pairs) assert.equal(await agree(real, pair), '201');
  for (const name of operators) assert.equal(await publish(real, name), 'yes 1000');
}

async function agree({ market, partners, agreements }: Real, pair: string): Promise<string> {
  const [cpo, emsp] = pair.split(' ').map((name) => idOf(partners[name] as Partner));
  const answer = await market.admin('POST', '/admin/agreements', { cpo: cpo ?? {}, emsp: emsp ?? {} });
  if (answer.http === 201) agreements.set(pair, String((JSON.parse(answer.text) as { id: string }).id));
  return outcomeOf(answer);
}

async function publish({ market, partners }: Real, name: string): Promise<string> {
  const partner = partners[name] as Partner;
  const path = `locations/${partner.country_code}/${partner.party_id}/LOC`;
  const { http, code } = await market.send(partner, 'PUT', path, JSON.stringify(location()));
  // The object is on the operator's own list from now on: a later registration retires objects that are not (SYNC-10,
  // SYNC-14).
  if (code === 1000) partner.lists.locations = [location()];
  return http === 201 || http === 200 ? `${code === 1000 ? 'yes' : 'no'} ${code}` : `no ${http}`;
}

/**
 * The expected answer to a handshake request by CRED-08, CRED-22, CRED-24, CRED-33: 401 without a valid token, 405 at
 * the wrong time.
 */
function handshake(status: Member['status'], right?: Member['status']): string {
  if (status === 'NONE' || status === 'UNREGISTERED') return 'no 401';
  return status === right ? '200 1000' : 'no 405';
}

/**
 * The expected answer to a functional request by TRANS-07: an invitation admits to nothing; a suspended partner is
 * refused with 2000.
 */
function functional(status: Member['status']): string {
  if (status === 'REGISTERED') return 'yes 1000';
  return status === 'SUSPENDED' ? 'no 2000' : 'no 401';
}

async function exchange(
  { market, tally, partners }: Real,
  name: string,
  method: 'POST' | 'PUT',
): Promise<string> {
  const partner = partners[name] as Partner;
  const before = partner.tokenFromHub;
  partner.tokenFromHub = `from-hub-${randomUUID()}`;
  const body = JSON.stringify(partner.credentials(partner.tokenFromHub));
  const old = partner.tokenToHub;
  const answer = await market.send(partner, method, 'credentials', body);
  const token = (answer.data as { token?: string } | undefined)?.token;
  if (answer.code !== 1000 || !token) {
    partner.tokenFromHub = before;
    return outcomeOf(answer);
  }
  partner.tokenToHub = token;
  // The old token is invalid now (CRED-12, CRED-27).
  const dead = await market.send(partner, 'GET', 'credentials');
  assert.equal(dead.http, 200, 'the new token opens the hub');
  partner.tokenToHub = old;
  assert.equal((await market.send(partner, 'GET', 'credentials')).http, 401, 'the old token is dead');
  partner.tokenToHub = token;
  tally.secret(token);
  tally.secret(partner.tokenFromHub);
  return outcomeOf(answer);
}

/** An answer in the model's notation: OCPI by both codes, the admin API by its status, a refusal by `no`. */
function outcomeOf({ http, code }: Answer): string {
  if (http >= 400) return `no ${http}`;
  return code === undefined ? String(http) : `${http} ${code}`;
}

async function leave(market: FuzzedMarket, partner: Partner): Promise<void> {
  if (partner.connection) await market.admin('DELETE', `/admin/connections/${partner.connection}`);
  await partner.goDark();
}

function location(): JsonObject {
  return {
    id: 'LOC',
    type: 'ON_STREET',
    address: 'Street 1',
    city: 'Town',
    postal_code: '1',
    country: 'NLD',
    coordinates: { latitude: '52.100000', longitude: '4.100000' },
    // A Location without an EVSE would be on no full list (LOC-09).
    evses: [
      { uid: 'EVSE', status: 'AVAILABLE', connectors: [connector], last_updated: '2025-01-01T00:00:00Z' },
    ],
    last_updated: '2025-01-01T00:00:00Z',
  };
}

const connector = {
  id: '1',
  standard: 'IEC_62196_T2',
  format: 'SOCKET',
  power_type: 'AC_3_PHASE',
  voltage: 230,
  amperage: 16,
  last_updated: '2025-01-01T00:00:00Z',
};

/** A country and a middle letter of all party ids, in a combination of no earlier run; NL and ZZ are in use. */
function nextNames(): { country: string; letter: string } {
  runs += 1;
  const letters = 'ABCDEFGHIJKLMOPQRSTUVWXY';
  const nth = (power: number) => letters[Math.floor(runs / letters.length ** power) % letters.length] ?? '';
  return { country: `${nth(1)}${nth(0)}`, letter: nth(2) };
}
