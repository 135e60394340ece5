import { setTimeout as pause } from 'node:timers/promises';
import { raw } from '../torture/common/raw-http-requests.ts';
import { location } from '../torture/partner/sample-objects.ts';
import { until } from '../torture/wait-until.ts';
import type { Stage } from './attack-setup.ts';
import { pull } from './attacking-partner.ts';
import { type Measured, under, unread } from './flood-of-requests.ts';
import { emptiesTrace } from './flood-request-trace.ts';
import { sendBytes } from './raw-requests.ts';
import { silentNames } from './silent-name-servers.ts';
import { startsUnsafe } from './start-with-unsafe-settings.ts';
import {
  answering,
  type Cast,
  isAlarmed,
  start,
  store,
  tokenOf,
  whoseSession,
} from './steal-sessions-of-others.ts';
import { onTerminal } from './terminal-escapes-in-output.ts';

/** One attack in one spelling; it gives `undefined` when the hub resisted, else words for the damage. */
export interface Attack {
  id: string;
  /** The part of the hub that the attack is on. */
  place: string;
  expectation: string;
  spelling: string;
  run(stage: Stage): Promise<string | undefined | Measured>;
}

type Spellings = [spelling: string, run: Attack['run']][];
type Row = [id: string, place: string, expectation: string, spellings: Spellings];

const uids = ['any', 'CARD-1', '0'];

/** Number of pulls from which the CPU cost of a page is computed. */
const pulls = 10;

/**
 * The permitted cost of a slow page as a multiple of an honest one, and the least cost that it applies to, in seconds.
 */
const mayCost = { times: 5, least: 0.01 };

/** All attacks, each with the attacked part of the hub, the expectation, and three spellings. */
// biome-ignore format: a table
const rows: Row[] = [
  ['A1', 'START_SESSION with the contract of another', 'the bill goes to whose contract it is',
    uids.map((uid) => [`uid ${uid}`, (stage) => whoseSession(stage, ({ evil, operator, contract }) => start(evil, operator, tokenOf(contract, uid)))])],
  ['A2', 'START_SESSION with the contract of another, again and again', 'the next Session goes to whose contract it is',
    [1, 2, 5].map((times) => [`${times} times`, (stage) => whoseSession(stage, async ({ evil, operator, contract }) => { for (let n = 0; n < times; n += 1) await start(evil, operator, tokenOf(contract, `u${n}`)); })])],
  ['A3', 'ALLOWED with a token of the contract of another', 'nothing is learnt for that contract',
    uids.map((uid) => [`asked for ${uid}-${uid}`, (stage) => whoseSession(stage, (cast) => answering(cast, `${uid}-${uid}`, tokenOf(cast.contract, `${uid}-${uid}`)))])],
  ['A4', 'a command that names what another will name', 'the Session goes to whose Token is stored',
    uids.map((uid) => [`uid ${uid}`, (stage) => takesReference(stage, uid)])],
  ['A5', 'a stored Token with the uid and contract of another', 'the Session goes to whose contract it is, with an alarm',
    (['as it is', 'in other case', 'of another type'] as const).map((spelling) => [spelling, (stage) => copiesToken(stage, spelling)])],
  ['A6', 'stored Tokens of a provider without agreement', 'as if they were not there',
    uids.map((uid) => [`uid ${uid}`, (stage) => whoseSession(stage, ({ outsider, contract }) => store(outsider, tokenOf(contract, uid)))])],
  ['A7', 'one START_SESSION for each contract there is', 'the victim is unharmed',
    [10, 50, 100].map((times) => [`${times} contracts`, (stage) => whoseSession(stage, async ({ evil, operator, victim }) => {
      for (let n = 0; n < times; n += 1) await start(evil, operator, tokenOf(`NL-${victim.party}-C${n}`, `u${n}`));
    })])],
  ['A8', 'ALLOWED with the Token of another', 'the operator gets no Token of another, with a finding',
    uids.map((uid) => [`asked for X-${uid}`, (stage) => allowsWithToken(stage, `X-${uid}`)])],
  ['A9', 'pipelined pages that nobody reads', 'bounded memory, and everybody else is served',
    ([[1, 400], [100, 20], [400, 16]] as const).map(([sockets, times]) => [`${sockets} sockets × ${times}`, (stage) =>
      under(stage, () => unread(stage.hub.url, `${new URL(stage.emsp.base).pathname}/locations?limit=1000`, `Token ${stage.emsp.token}`, sockets, times))])],
  ['A10', 'documents and metrics, pipelined, without a token', 'bounded memory, and everybody else is served',
    ['/docs/ocpi-emsp.json', '/admin/openapi.json', '/metrics'].map((path) => [path, (stage) => under(stage, () => unread(stage.hub.url, path, '', 1, 800))])],
  ['A11', 'a Link that is slow to read', 'a page costs no more than another, and everybody else is served',
    ['<', '<x>;', '<x>;rel="'].map((unit) => [unit, (stage) => slowLink(stage, unit.repeat(Math.floor(15_000 / unit.length)))])],
  ['A12', 'names whose name server is silent', 'others\' names are found',
    ([[1, 'versions'], [8, 'versions'], [8, 'details']] as const).map(([partners, where]) => [`${partners} partners, in ${where}`, (stage) => silentNames(stage, partners, where)])],
  ['A13', 'objects that the receiver cannot bear', 'everybody else\'s objects arrive',
    ([[500, 1000], [503, 1000], [502, 3000]] as const).map(([status, code]) => [`HTTP ${status}, status ${code}`, (stage) => headOfLine(stage, status, code)])],
  ['A14', 'a flood without a valid token', 'the trace keeps what partners did',
    ['', 'Token wrong', 'Bearer wrong'].map((words) => [words || 'no header', (stage) => emptiesTrace(stage, words)])],
  ['A15', 'a correlation or request id that no header bears', 'it is replaced, and the object arrives',
    ([['X-Correlation-ID', 'x'.repeat(15_500)], ['X-Request-ID', 'x'.repeat(15_500)], ['X-Correlation-ID', 'x'.repeat(256)]] as const).map(([name, value]) => [`${name} of ${value.length}`, (stage) => longId(stage, name, value)])],
  ['A16', 'words that a terminal acts on', 'every command shows them escaped',
    ([['ESC and BEL', '\u001b]0;mine\u0007'], ['C1 and BS', '\u009b31m\u0008'], ['bidirectional marks', 'safe\u202egnp.exe\u2066']] as const).map(([spelling, said]) => [spelling, (stage) => onTerminal(stage, said)])],
  ['A17', 'a hub whose settings show tokens to everybody', 'it refuses to start',
    ([{ HUB_ADMIN_HOST: '0.0.0.0' }, { HUB_HOST: '0.0.0.0', HUB_URL: 'http://localhost:8080' }, { HUB_TRUST_PROXY: '0.0.0.0/0' }] as Record<string, string>[])
      .map((settings) => [JSON.stringify(settings), () => startsUnsafe(settings)])],
  ['A18', 'ids that climb out of their owner\'s path', '2001, and nothing is sent',
    (['..', '%2e%2e', 'a/../..'] as const).map((id) => [id, (stage) => climbs(stage, id)])],
];

/** The attacks of the table, one for each spelling. */
export const attacks: Attack[] = rows.flatMap(([id, place, expectation, spellings]) =>
  spellings.map(([spelling, run]) => ({ id, place, expectation, spelling, run })),
);

/**
 * Checks that the victim gets its Session by a reference without the attack too: otherwise the row would prove nothing.
 */
async function takesReference(stage: Stage, uid: string): Promise<string | undefined> {
  const control = await whoseSession(stage, async () => undefined, 'token', 'R1');
  if (control) return `without the attack: ${control}`;
  const attack = ({ evil, operator, contract }: Cast) =>
    start(evil, operator, tokenOf(contract, uid), { authorization_reference: 'R2' });
  return whoseSession(stage, attack, 'token', 'R2');
}

async function copiesToken(
  stage: Stage,
  spelling: 'as it is' | 'in other case' | 'of another type',
): Promise<string | undefined> {
  let alarm: string | undefined;
  const attack = async ({ evil, victim, contract }: Cast) => {
    const own = tokenOf(contract, `card-${victim.party}`);
    const other = {
      'as it is': {},
      'in other case': { auth_id: contract.toLowerCase() },
      'of another type': { type: 'OTHER' },
    }[spelling];
    await store(evil, { ...own, ...other });
    alarm = await isAlarmed(stage, evil, '/auth_id', /another provider's contract/);
  };
  return (await whoseSession(stage, attack, 'token')) ?? alarm;
}

async function allowsWithToken(stage: Stage, uid: string): Promise<string | undefined> {
  let told = '';
  let alarm: string | undefined;
  const stolen = await whoseSession(stage, async (cast) => {
    const own = tokenOf(cast.contract, `card-${cast.victim.party}`);
    await store(cast.victim, own);
    told = JSON.stringify(await answering(cast, uid, own));
    alarm = await isAlarmed(stage, cast.operator, '/data/token/uid', /asked about/);
  });
  return told.includes('card-') ? `the operator was told ${told.slice(0, 200)}` : (stolen ?? alarm);
}

/** Measures the CPU cost of pages with an honest and with a slow Link, and the delays of other partners meanwhile. */
async function slowLink(stage: Stage, slow: string): Promise<Measured> {
  const operator = await stage.joins('CPO');
  const pages = () => operator.got('locations', 'GET').length;
  const answerWith = (link: string) => {
    operator.answer = ({ method, path }) =>
      method === 'GET' && path.startsWith('/ocpi/2.1.1/locations')
        ? { data: [], headers: { 'X-Total-Count': '100000', Link: link } }
        : undefined;
  };
  const costOf = async (link: string) => {
    answerWith(link);
    const [before, from] = [await stage.hub.cpu(), pages()];
    for (let n = 0; n < pulls; n += 1) await pull(stage.hub, operator);
    return ((await stage.hub.cpu()) - before) / (pages() - from);
  };
  const honest = await costOf(`<${operator.home}/locations?offset=1>; rel="previous"`);
  const evil = await costOf(slow);
  let on = true;
  const measured = await under(stage, () => {
    void (async () => {
      while (on) await pull(stage.hub, operator);
    })();
    return () => {
      on = false;
    };
  });
  const costs = `a page cost ${(evil * 1000).toFixed(0)} ms of CPU, an honest one ${(honest * 1000).toFixed(0)}`;
  // A cost that is not a number shows that no page was pulled.
  const isDear = !(evil <= mayCost.times * Math.max(honest, mayCost.least));
  return { ...measured, broken: isDear ? costs : measured.broken };
}

async function headOfLine(stage: Stage, status: number, code: number): Promise<string | undefined> {
  const honest = await stage.joins('CPO');
  const receiver = await stage.joins('EMSP', [honest]);
  const evil = await stage.joins('CPO', [receiver]);
  receiver.answer = ({ path, method }) =>
    method !== 'GET' && path.includes(`/${evil.party}/`) ? { status, code } : undefined;
  const wanted = 20;
  let on = true;
  const keepsChanging = (async () => {
    for (let n = 0; on; n += 1) {
      // The partner is a new one each time, since retries to it would disturb later attacks.
      await evil.send('PUT', `/locations/NL/${evil.party}/E${n}`, location(`E${n}`, n));
      await pause(250);
    }
  })();
  for (let n = 0; n < wanted; n += 1) {
    await honest.send('PUT', `/locations/NL/${honest.party}/H${n}`, location(`H${n}`, 1));
    await pause(500);
  }
  const arrived = () =>
    new Set(
      receiver
        .got('locations')
        .filter(({ path }) => path.includes(`/${honest.party}/`))
        .map(({ path }) => path),
    ).size;
  const late = await until(
    () => (arrived() < wanted ? `${arrived()} of ${wanted} objects have arrived` : undefined),
    8000,
  ).then(
    () => undefined,
    (error: Error) => error.message,
  );
  on = false;
  await keepsChanging;
  return late;
}

async function longId(stage: Stage, name: string, value: string): Promise<string | undefined> {
  const operator = await stage.joins('CPO');
  const receiver = await stage.joins('EMSP', [operator]);
  const { status } = await operator.send('PUT', `/locations/NL/${operator.party}/L`, location('L', 1), {
    [name]: value,
  });
  if (status !== 200 && status !== 201) return `the operator was answered HTTP ${status}`;
  const came = () => receiver.got('locations', 'PUT')[0];
  const late = await until(() => (came() ? undefined : 'the object has not arrived'), 4000).catch(
    (error: Error) => error.message,
  );
  return (
    late ??
    (String(came()?.headers[name.toLowerCase()] ?? '').length > 255 ? 'the id was passed on' : undefined)
  );
}

async function climbs(stage: Stage, id: string): Promise<string | undefined> {
  const { hub } = stage;
  const evil = await stage.joins('CPO');
  const receiver = await stage.joins('EMSP', [evil]);
  const target = `${new URL(evil.base).pathname}/locations/NL/${evil.party}/${encodeURIComponent(id).replaceAll('.', '%2E')}`;
  const words = raw('PUT', hub.url, target, `Token ${evil.token}`, JSON.stringify(location(id, 1)));
  const answer = await sendBytes(hub.url, words);
  if (!answer.includes('"status_code":2001') && !/^HTTP\/1\.1 404/.test(answer))
    return `answered ${answer.slice(-120)}`;
  await evil.send('PUT', `/locations/NL/${evil.party}/after`, location('after', 1));
  await until(
    () =>
      receiver.got('locations').some(({ path }) => path.endsWith('/after'))
        ? undefined
        : 'what came after has not arrived',
    4000,
  );
  const sent = receiver.got('locations', 'PUT').length;
  return sent > 1 ? `${sent - 1} objects were sent` : undefined;
}
