import { invalid, OcpiError } from '../ocpi/errors.ts';
import type { Answer } from '../ocpi/exchange.ts';
import type { ModuleId } from '../ocpi/modules.ts';
import type { Party } from '../ocpi/party.ts';
import { check } from '../ocpi/validation.ts';
import { connectionOf } from './directory.ts';
import { isHostOf } from './hosts.ts';
import type { Hub } from './hub.ts';
import type { HubRequest } from './parties.ts';
import { asObject } from './relay.ts';

/** How long the URL of a result lives after its question: a day, in milliseconds. */
const life = 24 * 3600 * 1000;

/** A question whose second answer is still to come; kept durably, so that it survives the hub. */
export interface OpenQuestion {
  id: string;
  module: ModuleId;
  emsp: Party;
  cpo: Party;
  /** Connection of the operator that was asked: only it may answer (HCMD-07). */
  askee: string;
  responseUrl: string;
  correlationId: string;
  /** Milliseconds since 1970. */
  asked: number;
}

/** Keeps a question before it leaves, for the result may come before the direct answer. */
export function remember(hub: Hub, question: OpenQuestion): Promise<void> {
  return hub.store.notes.put('question', question.id, question, question.asked + life);
}

/** Closes a question: whoever gets it is the only one who may send its result (HCMD-08). */
export function close(hub: Hub, id: string): Promise<OpenQuestion | undefined> {
  return hub.store.notes.take<OpenQuestion>('question', id);
}

/** Sends TIMEOUT when no result has come `milliseconds` from now (HCMD-09). Charging profiles have no such result (CP-27). */
export function expect(hub: Hub, question: OpenQuestion, milliseconds: number): void {
  if (question.module !== 'commands') return;
  const timer = setTimeout(
    () => {
      const late = close(hub, question.id).then(
        (open) => open && send(hub, open, { result: 'TIMEOUT' }, open.correlationId, undefined),
      );
      late.catch((error: unknown) => hub.log.error(error, 'a TIMEOUT could not be sent'));
    },
    Math.max(0, milliseconds),
  );
  timer.unref();
}

/** Takes up the questions that were open when the hub stopped. */
export async function resume(hub: Hub): Promise<void> {
  const open = await hub.store.notes.all<OpenQuestion>('question');
  for (const { value } of open) expect(hub, value, value.asked + hub.commandTimeout - hub.now());
}

/** An operator's result: answered at once, and passed on once, to the provider's own URL (HCMD-04 to HCMD-08, CP-20, CP-28). */
export async function takeResult(hub: Hub, request: HubRequest): Promise<Answer> {
  const { caller, route, params, correlationId, id } = request;
  const known = await hub.store.notes.get<OpenQuestion>('question', params.question ?? '');
  if (!known || known.askee !== caller.id || known.module !== route.module) throw closed();
  request.asker = known.cpo;
  const result = route.calls?.POST?.result;
  const body = asObject(request.body);
  const findings = result ? check(result, body) : [];
  if (findings.length > 0) throw invalid(findings);
  const open = await close(hub, known.id);
  if (!open) throw closed();
  void send(hub, open, body, correlationId, id).catch((error: unknown) =>
    hub.log.error(error, 'a result could not be passed on'),
  );
  return {};
}

/** One attempt, to a host the provider registered (HCMD-05, HCMD-14, HCMD-18). */
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
  await hub.send({
    method: 'POST',
    url: responseUrl,
    token: connection.tokenToThem ?? '',
    body: Buffer.from(JSON.stringify(body)),
    module,
    connection: connection.id,
    to: emsp,
    from: cpo,
    correlationId,
    parent,
    timeout: hub.forwardTimeout,
  });
}

function closed(): OcpiError {
  return new OcpiError('notFound', 'no result is awaited at this URL');
}
