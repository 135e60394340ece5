import type { Answer } from '../../src/ocpi/exchange.ts';
import type { CommandType } from '../../src/ocpi/types.generated.ts';
import type { PlatformRequest } from '../platform/platform.ts';
import { type Command, commands } from './commands.ts';
import { type Operator, reactionTime } from './operator.ts';
import { sendResult } from './send-result.ts';

/** Answers a command at once; what the charge point made of it follows to its `response_url` (CMD-11 to CMD-16). */
export function answerCommand(operator: Operator, request: PlatformRequest): Answer {
  const name = request.route.path.split('/').at(-1) as CommandType;
  const body = request.body as { response_url: string };
  const decision = (commands[name] as Command<object>)(operator, request.caller.id, body);
  if (typeof decision === 'string') return { data: { result: decision } };
  const { platform } = operator;
  const { clock, over } = platform;
  const send = (result: string) => void sendResult(platform, request, body.response_url, { result });
  clock.after(reactionTime(operator), () => {
    if (over.aborted) return;
    const result = decision();
    if (result === 'TIMEOUT') clock.after(patience(operator), () => over.aborted || send(result));
    else send(result);
  });
  return { data: { result: 'ACCEPTED' } };
}

/** Milliseconds for which a silent charge point is waited for in addition. */
function patience(operator: Operator): number {
  return 2 * reactionTime(operator);
}
