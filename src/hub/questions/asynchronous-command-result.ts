import { inDialect } from '../../ocpi/client/object-in-partner-dialect.ts';
import { across } from '../../ocpi/conversion/convert-object.ts';
import type { ModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { editionOf } from '../../ocpi/editions/supported-versions.ts';
import { noting } from '../../ocpi/messages/error-with-request-facts.ts';
import { invalid, OcpiError } from '../../ocpi/messages/ocpi-errors.ts';
import type { Answer } from '../../ocpi/messages/request-and-answer-types.ts';
import type { Party } from '../../ocpi/words/party-id.ts';
import { toPartner } from '../build-request-to-partner.ts';
import { every } from '../call-at-intervals.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionById, connectionOf } from '../market/connection-index.ts';
import { dialectOf } from '../market/learnt-partner-profile.ts';
import { isHostOf } from '../market/response-url-hosts.ts';
import type { HubRequest } from '../market/sender-and-addressee.ts';
import { asObject } from '../relay-answer.ts';

/** Time for which the hub's URL for a result works after the question: a day, in milliseconds. */
const life = 24 * 3600 * 1000;

/**
 * Time in milliseconds after its deadline at which a question counts as abandoned by a dead process; also the interval
 * of that check.
 */
const overdue = 2000;

/** A question whose asynchronous result is still to come; stored durably, so that it survives the hub. */
export interface OpenQuestion {
  id: string;
  module: ModuleId;
  emsp: Party;
  cpo: Party;
  /** Connection of the operator that was asked: only this connection may send the result (HCMD-07). */
  askee: string;
  responseUrl: string;
  correlationId: string;
  /** Time at which the provider's command or profile request came, in milliseconds since 1970. */
  asked: number;
}

/**
 * A result on its way to the provider; stored durably in place of its question until the one attempt to send it is
 * over.
 */
interface OwedResult {
  question: OpenQuestion;
  body: unknown;
  correlationId: string;
  parent: string | undefined;
  /** Time at which a process took over the result, in milliseconds since 1970. */
  at: number;
}

/** Stores a question before it is sent, since the result may come before the direct answer. */
export function noteQuestion(hub: Hub, question: OpenQuestion): Promise<void> {
  return hub.store.notes.put('question', question.id, question, question.asked + life);
}

/** Deletes a question that nobody will answer, unless it has its result (HCMD-08). */
export async function close(hub: Hub, id: string): Promise<void> {
  await hub.store.notes.take('question', id);
}

/** Sends TIMEOUT when no result has come `milliseconds` from now (HCMD-09). Charging profiles have no such result (CP-27). */
export function awaitResult(hub: Hub, question: OpenQuestion, milliseconds: number): void {
  if (question.module !== 'commands') return;
  hub.after(Math.max(0, milliseconds), () => {
    const late = takeOver(hub, question, { result: 'TIMEOUT' }, question.correlationId, undefined);
    late
      .then((pass) => pass?.())
      .catch((error: unknown) => hub.log.error(error, 'a TIMEOUT could not be sent'));
  });
}

/**
 * Takes up the questions that were open when the hub stopped, and the results that it had received and not passed on;
 * later also those of processes that died. Of several processes that see a question one gets it. Returns a function
 * that stops this.
 */
export async function resume(hub: Hub): Promise<() => void> {
  const takeUpAll = async (late: number) => {
    if (!hub.store.processes.isMine('deadlines')) return;
    for (const { value } of await hub.store.notes.all<OpenQuestion>('question')) {
      const left = value.asked + hub.commandTimeout - hub.now();
      if (left + late <= 0) awaitResult(hub, value, left);
    }
    await Promise.all((await leftResults(hub)).map(({ key, value }) => takeUp(hub, key, value)));
  };
  const again = (late: number) =>
    takeUpAll(late).catch((error: unknown) => hub.log.error(error, 'open questions could not be seen to'));
  hub.store.processes.onMoved(() => again(Number.NEGATIVE_INFINITY));
  await takeUpAll(Number.NEGATIVE_INFINITY);
  return every(hub.after, overdue, () => void again(overdue));
}

/**
 * Takes an operator's result: answers at once, and passes it on once, to the provider's own URL (HCMD-04 to HCMD-08,
 * CP-20, CP-28).
 */
export async function takeResult(hub: Hub, request: HubRequest): Promise<Answer> {
  const { caller, route, params } = request;
  const known = await hub.store.notes.get<OpenQuestion>('question', params.question ?? '');
  if (!known || known.askee !== caller.id || known.module !== route.module) throw closed();
  return noting({ asker: known.cpo }, () => takeKnown(hub, request, known));
}

async function takeKnown(
  hub: Hub,
  { route, edition, body: given, correlationId, id }: HubRequest,
  known: OpenQuestion,
): Promise<Answer> {
  const result = route.calls?.POST?.result;
  const body = asObject(given);
  const findings = result ? editionOf({ edition }).check(result, body) : [];
  if (findings.length > 0) throw invalid(findings);
  const pass = await takeOver(hub, known, body, correlationId, id);
  if (!pass) throw closed();
  void pass().catch((error: unknown) => hub.log.error(error, 'a result could not be passed on'));
  return {};
}

/**
 * Stores a result in place of its question, unless the question has one already: from here on this result alone reaches
 * the provider, even if the process dies. At every moment the store has either the question or its one result. Returns
 * a function that passes the result on.
 */
async function takeOver(
  hub: Hub,
  question: OpenQuestion,
  body: unknown,
  correlationId: string,
  parent: string | undefined,
): Promise<(() => Promise<void>) | undefined> {
  const owed = { question, body, correlationId, parent, at: hub.now() };
  return (await keep(hub, 'question', question.id, owed)) ? () => passOn(hub, question.id, owed) : undefined;
}

/** The results that dead processes left: a living process would have passed them on by now. */
async function leftResults(hub: Hub) {
  const owed = await hub.store.notes.all<OwedResult>('result');
  return owed.filter(({ value }) => value.at + hub.forwardTimeout + 500 <= hub.now());
}

/** Takes up a result that a dead process left, and renews its time in case this process dies as well. */
async function takeUp(hub: Hub, id: string, left: OwedResult): Promise<void> {
  const owed = { ...left, at: hub.now() };
  if (await keep(hub, 'result', id, owed)) await passOn(hub, id, owed);
}

/** Stores a result durably in place of its question, or of itself; tells whether that was still there. */
async function keep(
  hub: Hub,
  inPlaceOf: 'question' | 'result',
  id: string,
  owed: OwedResult,
): Promise<boolean> {
  const by = { kind: 'result' as const, value: owed, until: owed.at + life };
  return (await hub.store.notes.replace(inPlaceOf, id, by)) !== undefined;
}

/** Makes the one attempt to pass a result on, and then deletes it (HCMD-08, HCMD-18). */
async function passOn(
  hub: Hub,
  id: string,
  { question, body, correlationId, parent }: OwedResult,
): Promise<void> {
  await send(hub, question, body, correlationId, parent);
  await hub.store.notes.take('result', id);
}

/** Sends a result once, to a host that the provider registered (HCMD-05, HCMD-14, HCMD-18). */
async function send(
  hub: Hub,
  question: OpenQuestion,
  body: unknown,
  correlationId: string,
  parent: string | undefined,
): Promise<void> {
  const { emsp, cpo, module, responseUrl } = question;
  const connection = connectionOf(hub.store.registry.read(), 'EMSP', emsp);
  if (connection?.status !== 'REGISTERED' || !isHostOf(connection, responseUrl)) return;
  const object = editionOf(connection).rows[module].calls?.find(({ result }) => result)?.result;
  const askee = connectionById(hub.store.registry.read(), question.askee) ?? {};
  const isCommand = module === 'commands' && object !== undefined;
  const read = isCommand ? across(askee, connection, 'command-result', body, { owner: cpo }) : body;
  const said = isCommand ? inDialect(read, { object }, dialectOf(connection)).value : read;
  await hub.send(
    toPartner(
      connection,
      { correlationId, parent },
      {
        method: 'POST',
        url: responseUrl,
        body: Buffer.from(JSON.stringify(said)),
        module,
        to: emsp,
        from: cpo,
        timeout: hub.forwardTimeout,
      },
    ),
  );
}

function closed(): OcpiError {
  return new OcpiError('notFound', 'no result is awaited at this URL');
}
