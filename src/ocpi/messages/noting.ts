import type { Judged } from '../words/finding.ts';
import type { Noted } from './exchange.ts';

/** A failure, its cause, and what had been noted of the request by then. */
class NotedError extends Error {
  readonly noted: Noted;

  constructor(noted: Noted, cause: unknown) {
    super('a step of an answer failed', { cause });
    this.noted = noted;
  }
}

/**
 * Runs a step of an answer. What has been noted of the request at its end goes with what the step answers, or throws as a
 * NotedError. An asker that the step itself has found out counts before the one that is given.
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

/** What failed, and what had been noted of the request by then. */
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
