import type { Answer } from '../../src/ocpi/messages/request-and-answer-types.ts';
import type { CommandType } from '../../src/ocpi/types/2.1.1.generated.ts';
import type { AskedFault } from '../faults/all-fault-kinds.ts';
import { isFaulty } from '../platform/is-fault-in-force.ts';
import type { Platform, PlatformRequest } from '../platform/simulated-platform.ts';
import { type Command, commands, type Decision } from './decide-on-commands.ts';
import { oddityOf } from './misbehaviour-of-test-evses.ts';
import { type Operator, reactionTime } from './operator-state.ts';
import { sendResult } from './send-command-result.ts';

/** Answers a command at once; the charge point's result follows at its `response_url` (CMD-11 to CMD-16). */
export async function answerCommand(operator: Operator, request: PlatformRequest): Promise<Answer> {
  const name = request.route.path.split('/').at(-1) as CommandType;
  const body = request.body as { response_url: string };
  const { platform } = operator;
  const { over } = platform;
  const line = platform.clock.timeline();
  const results = oddityOf(evseOfCommand(operator, request.body))?.results;
  const faulty = (kind: AskedFault) =>
    (results !== undefined && kind === ways[results]) || isFaulty(platform, request, kind);
  const decision = decisionOn(operator, commands[name] as Command<object>, request, faulty);
  const send = (result: string) => sendFaultily(platform, request, body.response_url, result, faulty);
  if (typeof decision === 'string') {
    if (faulty('result_unasked')) await send(decision);
    return { data: { result: decision } };
  }
  if (faulty('result_early')) {
    await send(decision());
    return { data: { result: 'ACCEPTED' } };
  }
  const lateness =
    platform.faults.asked('result_late', request.route.module, request.method)?.value ??
    (results === 'late' ? 8000 : undefined);
  const obey = () => {
    if (over.aborted) return;
    const result = decision();
    if (result === 'TIMEOUT') line.after(patience, () => void (over.aborted || send(result)));
    else void send(result);
  };
  if (lateness === undefined) line.after(reactionTime, obey);
  else platform.clock.after(Number(lateness), obey);
  return { data: { result: 'ACCEPTED' } };
}

/** The fault that matches each way in which a test EVSE treats the result of a command. */
const ways = {
  late: 'result_late',
  early: 'result_early',
  twice: 'result_twice',
  never: 'result_missing',
} as const;

/** The uid of the EVSE that a command is about. */
function evseOfCommand({ charges }: Operator, body: unknown): string {
  const { evse_uid, session_id = '' } = body as { evse_uid?: string; session_id?: string };
  return evse_uid ?? charges.get(session_id)?.evseUid ?? '';
}

type Faulty = (kind: AskedFault) => boolean;

/**
 * The simulated operator's decision about a command; with a fault it accepts an unknown object, or does nothing about a
 * command that it accepts.
 */
function decisionOn(
  operator: Operator,
  command: Command<object>,
  { caller, body }: PlatformRequest,
  faulty: Faulty,
): Decision {
  const nothing = () => 'ACCEPTED' as const;
  if (faulty('does_nothing')) return nothing;
  if (!faulty('accepts_unknown')) return command(operator, caller.id, body as object);
  try {
    const decision = command(operator, caller.id, body as object);
    return typeof decision === 'string' ? nothing : decision;
  } catch {
    return nothing;
  }
}

async function sendFaultily(
  platform: Platform,
  request: PlatformRequest,
  url: string,
  result: string,
  faulty: Faulty,
): Promise<void> {
  if (faulty('result_missing')) return;
  const target = faulty('result_elsewhere') ? url.replace(/[?].*/, '') : url;
  await sendResult(platform, request, target, { result });
  if (faulty('result_twice')) await sendResult(platform, request, target, { result });
}

/** Simulated seconds of additional waiting for a charge point that stays silent. */
const patience = 2 * reactionTime;
