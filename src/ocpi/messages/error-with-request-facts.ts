import type { Judged } from '../words/finding-type.ts';
import type { Noted } from './request-and-answer-types.ts';

/** An error with its cause and the facts that were found out about the request before it. */
class NotedError extends Error {
  readonly noted: Noted;

  constructor(noted: Noted, cause: unknown) {
    super('a step of an answer failed', { cause });
    this.noted = noted;
  }
}

/**
 * Runs a step of a handler and adds facts about the request to its answer, or to the NotedError that it throws. A
 * requesting party that the step itself has found out is preferred to the given one.
 */
export async function noting<T extends Noted>(
  noted: Noted | (() => Noted),
  step: () => Promise<T>,
): Promise<T> {
  const now = () => (typeof noted === 'function' ? noted() : noted);
  let answer: T;
  try {
    answer = await step();
  } catch (error) {
    const { cause, noted: inside } = failure(error);
    const all = both(now(), inside);
    throw all.asker === undefined && all.findings === undefined ? error : new NotedError(all, cause);
  }
  return { ...answer, ...both(now(), answer) };
}

/** Takes a NotedError apart: its cause, and the facts about the request. */
export function failure(error: unknown): { cause: unknown; noted: Noted } {
  return error instanceof NotedError
    ? { cause: error.cause, noted: error.noted }
    : { cause: error, noted: {} };
}

function both(one: Noted, inside: Noted): Noted {
  const asker = inside.asker ?? one.asker;
  const findings: Judged[] = [...(one.findings ?? []), ...(inside.findings ?? [])];
  return { ...(asker === undefined ? {} : { asker }), ...(findings.length > 0 ? { findings } : {}) };
}
