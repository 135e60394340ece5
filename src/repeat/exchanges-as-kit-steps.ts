/** An exchange in the form in which the rows of the table read it. */
export interface Seen {
  /** Segments of the URL's path behind the module's endpoint. */
  segments: string[];
  /** The body of the request; empty where there is none, or the trace has cut it. */
  body: Record<string, unknown>;
  /** The body of the answer; empty where there is none, or the trace has cut it. */
  answer: { status_code?: number; data?: Record<string, unknown> };
  http: number | null;
}

/** One kind of exchange with the system under test, and the steps of the kit that express it. */
export interface Row {
  name: string;
  /** The role of the system under test. */
  role: 'operator' | 'provider';
  /** Method, module and number of segments behind its endpoint: `PUT locations 3`; of several methods `PUT|PATCH`. */
  request: string;
  /** Direction seen from the hub: `IN` is a request of the system under test, `OUT` one that it answers. */
  way: 'IN' | 'OUT';
  /** A further condition for an exchange of this kind. */
  when?: (seen: Seen) => boolean;
  /** Keys of the objects that an exchange is about: exchanges with a common key are in one scenario. */
  about: (seen: Seen) => string[];
  /**
   * Title of the scenario that this kind begins; without one its steps stand only in a scenario that another kind has
   * begun.
   */
  title?: string;
  /** Names of rows whose steps must stand before; they are added where the trace lacks them. */
  after?: string[];
  /** Name of the row whose steps must be in the scenario already; where they are not, nothing is written. */
  only?: string;
  /** Whether the system under test does it by itself. */
  deed?: boolean;
  /**
   * The steps; `{status}` is that of the body, `{uid}` the first segment. An exchange without steps is covered by those
   * of others.
   */
  says: string[];
}

const succeeded = ({ http, answer }: Seen) =>
  http !== null && http < 300 && Math.trunc((answer.status_code ?? 0) / 1000) === 1;
/** Whether the receiver does not know the object, or refuses for that reason. */
const unknown = ({ http, answer }: Seen) =>
  http === 404 || Math.trunc((answer.status_code ?? 0) / 1000) === 2;
const result = ({ answer }: Seen) => answer.data?.result;
const status = (wanted: string) => (seen: Seen) => seen.body.status === wanted;
const object = (kind: string) => (seen: Seen) => [`${kind} ${seen.segments[2]}`];
const isCommand = (name: string) => (seen: Seen) =>
  seen.segments[0] === name && typeof seen.body.response_url === 'string';

/**
 * Keys of the EVSE of a command, and of those of a Location in a Session or CDR; a command may name the Location alone.
 */
function places({ body }: Seen): string[] {
  const { id, evses } = (body.location ?? {}) as { id?: string; evses?: { uid?: string }[] };
  const location = id ?? body.location_id;
  if (location === undefined) return [];
  const named = id === undefined ? [body.evse_uid ?? ''] : [...(evses ?? []).map(({ uid }) => uid), ''];
  return named.map((evse) => `place ${location}/${evse}`);
}

/** Key of the command that a `response_url` belongs to: the command and its result have the same URL. */
const reply = (seen: Seen) => [`reply ${String(seen.body.response_url).split('/').at(-1)}`];

const lists = (role: Row['role'], kinds: string[]): Row[] =>
  kinds.map((kind) => ({
    name: `reads ${kind}`,
    role,
    request: `GET ${kind.toLowerCase()} 0`,
    way: 'OUT',
    about: () => [`list of ${kind}`],
    title: `${kind} are read`,
    says: [
      `When the ${role === 'operator' ? 'provider' : 'operator'} reads the ${role}'s ${kind}`,
      `Then each is a valid ${kind.slice(0, -1)}`,
    ],
  }));

// biome-ignore format: a table
const asked: [name: string, role: Row['role'], way: Row['way'], request: string, about: Row['about'], when: Row['when'], more: Partial<Row>, says: string[]][] = [
  ['blocks a card', 'operator', 'OUT', 'PUT|PATCH tokens 3', object('token'), (seen) => seen.body.valid === false, { title: 'A card and its end', after: ['publishes a card'] },
    ['When the provider blocks it', 'Then the operator has the Token as it is']],
  ['publishes a card', 'operator', 'OUT', 'PUT tokens 3', object('token'), undefined, { title: 'A card' },
    ['When the provider publishes a Token', 'Then the operator has the Token as it is']],
  ['starts', 'operator', 'OUT', 'POST commands 1', (seen) => [...reply(seen), ...places(seen)], (seen) => isCommand('START_SESSION')(seen) && result(seen) === 'ACCEPTED', { title: 'A driver charges' },
    ['Given the operator has a free charge point', 'When the provider asks to start charging', 'Then the operator accepts']],
  ['starts nowhere', 'operator', 'OUT', 'POST commands 1', reply, (seen) => isCommand('START_SESSION')(seen) && unknown(seen), { title: 'A place that does not exist' },
    ['When the provider asks to start charging at a place that does not exist', 'Then the operator declines']],
  ['stops', 'operator', 'OUT', 'POST commands 1', (seen) => [`session ${seen.body.session_id}`, ...reply(seen)], (seen) => isCommand('STOP_SESSION')(seen) && result(seen) === 'ACCEPTED', { title: 'A driver stops', after: ['starts', 'is active'] },
    ['When the provider asks to stop charging', 'Then the operator accepts']],
  ['stops nothing', 'operator', 'OUT', 'POST commands 1', reply, (seen) => isCommand('STOP_SESSION')(seen) && (result(seen) === 'UNKNOWN_SESSION' || unknown(seen)), { title: 'A Session that does not exist' },
    ['When the provider asks to stop a Session that does not exist', 'Then the operator declines']],
  ['reports the start', 'operator', 'IN', 'POST commands 2', (seen) => [`reply ${seen.segments[1]}`], (seen) => seen.segments[0] === 'START_SESSION' && seen.body.result === 'ACCEPTED', { only: 'starts' },
    ['And the operator reports success']],
  ['reports the stop', 'operator', 'IN', 'POST commands 2', (seen) => [`reply ${seen.segments[1]}`], (seen) => seen.segments[0] === 'STOP_SESSION' && seen.body.result === 'ACCEPTED', { only: 'stops' },
    ['And the operator reports success']],
  ['is active', 'operator', 'IN', 'PUT|PATCH sessions 3', (seen) => [...object('session')(seen), ...places(seen)], status('ACTIVE'), { only: 'starts' },
    ['And the provider receives the Session as ACTIVE']],
  ['is completed', 'operator', 'IN', 'PUT|PATCH sessions 3', object('session'), status('COMPLETED'), { only: 'stops' },
    ['And the provider receives the Session as COMPLETED']],
  ['is on its way', 'operator', 'IN', 'PUT|PATCH sessions 3', (seen) => [...object('session')(seen), ...places(seen)], (seen) => seen.body.status !== 'COMPLETED', { only: 'starts' }, []],
  ['is billed', 'operator', 'IN', 'POST cdrs 0', places, undefined, { only: 'is completed' },
    ['And the provider receives its CDR', 'And each is a valid CDR']],
  ['changes by itself', 'operator', 'IN', 'PUT|PATCH locations 4', object('location'), (seen) => typeof seen.body.status === 'string', { title: 'A charge point changes', deed: true },
    ['When a charge point changes its status', 'Then the provider receives its status']],
  ['asks about a card in vain', 'operator', 'IN', 'POST tokens 2', (seen) => [`card ${seen.segments[0]}`], (seen) => seen.segments[1] === 'authorize' && seen.answer.data?.allowed !== 'ALLOWED', { title: 'A card that may not charge', deed: true },
    ['Given the operator has a free charge point', 'When a driver presents the card {uid}', 'Then the provider is asked about the card {uid}', 'And no Session begins for the card {uid}']],
  ['asks about a card', 'operator', 'IN', 'POST tokens 2', (seen) => [`card ${seen.segments[0]}`], (seen) => seen.segments[1] === 'authorize', { title: 'A card that is asked about', deed: true },
    ['Given the operator has a free charge point', 'When a driver presents the card {uid}', 'Then the provider is asked about the card {uid}']],

  ['is asked about nobody', 'provider', 'OUT', 'POST tokens 2', () => ['nobody'], (seen) => seen.segments[1] === 'authorize' && unknown(seen), { title: 'An unknown card' },
    ['When the operator asks whether an unknown card may charge', 'Then it may not charge']],
  ['is asked about a card', 'provider', 'OUT', 'POST tokens 2', () => ['a card'], (seen) => seen.segments[1] === 'authorize', { title: 'A known card' },
    ["When the operator reads the provider's Tokens", 'And the operator asks whether the first valid Token may charge', 'Then the provider gives a verdict']],
  ['takes a place', 'provider', 'OUT', 'PUT locations 3', object('location'), undefined, { title: 'A place' },
    ['When the operator publishes a Location', 'Then the provider has the Location as it is']],
  ['takes a status', 'provider', 'OUT', 'PUT|PATCH locations 4', object('location'), (seen) => /^\w+$/.test(String(seen.body.status ?? '')), { title: 'A place, and a change of it', after: ['takes a place'] },
    ['When the charge point becomes {status}', 'Then the provider has the Location as it is']],
  ['takes a price', 'provider', 'OUT', 'PUT tariffs 3', object('tariff'), undefined, { title: 'A price' },
    ['When the operator publishes a Tariff', 'Then the provider has the Tariff as it is']],
  ['loses a price', 'provider', 'OUT', 'DELETE tariffs 3', object('tariff'), undefined, { title: 'A price comes and goes', after: ['takes a price'] },
    ['When the operator withdraws it', 'Then the provider has the Tariff no more']],
  ['does not know the visit', 'provider', 'OUT', 'PATCH sessions 3', object('unknown session'), unknown, { title: 'A change of what the provider has never had' },
    ['When the operator changes a Session that the provider does not know', 'Then the provider says that it does not know it']],
  ['follows the end', 'provider', 'OUT', 'PUT|PATCH sessions 3', object('session'), status('COMPLETED'), { only: 'follows a visit' }, []],
  ['follows a visit', 'provider', 'OUT', 'PUT sessions 3', (seen) => [...object('session')(seen), `driver ${seen.body.auth_id}`], undefined, { title: 'A visit' },
    ["When the operator reports a Session of the provider's driver", 'Then the provider has the Session as it is']],
  ['follows on', 'provider', 'OUT', 'PATCH sessions 3', object('session'), (seen) => succeeded(seen) && seen.body.status !== 'COMPLETED', { title: 'A visit goes on', after: ['follows a visit'] },
    ['When the Session goes on', 'Then the provider has the Session as it is']],
  ['takes the bill', 'provider', 'OUT', 'POST cdrs 0', (seen) => [`driver ${seen.body.auth_id}`], undefined, { title: 'The bill of a visit', after: ['follows a visit'] },
    ['When the Session ends with a CDR', 'Then the provider takes the CDR']],
  ['starts by app', 'provider', 'IN', 'POST commands 1', () => ['app'], isCommand('START_SESSION'), { title: 'A driver starts in the app', deed: true },
    ['When a driver starts charging in the app', 'Then the operator is asked to start charging']],
];

/** All kinds of exchanges that the kit has steps for; the first that fits counts. */
export const kitRows: Row[] = [
  ...lists('operator', ['Locations', 'Tariffs', 'Sessions', 'CDRs']),
  ...lists('provider', ['Tokens']),
  ...asked.map(([name, role, way, request, about, when, more, says]) => ({
    ...{ name, role, way, request, about, says },
    ...(when && { when }),
    ...more,
  })),
];
