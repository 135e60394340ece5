import type { Outgoing, Reply } from '../messages/request-and-answer-types.ts';
import type { Judged } from '../words/finding-type.ts';

/** Unwraps an answer whose data should be one object and is a list of one (TRANS-11). */
export function singleObjectOf<Answered extends { reply: Reply; findings: Judged[] }>(
  request: Outgoing,
  answered: Answered,
): Answered {
  const { reply, findings } = answered;
  const [only, ...more] = Array.isArray(reply.data) ? (reply.data as unknown[]) : [];
  const isOne = typeof only === 'object' && only !== null && more.length === 0;
  if (!request.one || !reply.success || !isOne) return answered;
  const finding: Judged = {
    pointer: '/data',
    message: 'a list of one was read as the object in it',
    requirement: 'TRANS-11',
    lenient: true,
  };
  return { ...answered, reply: { ...reply, data: only }, findings: [...findings, finding] };
}
