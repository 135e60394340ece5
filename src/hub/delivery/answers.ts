import type { Delivery } from '../changes.ts';

/** Answers to pushes that name their receiver, by the number of the change. */
export interface Answers {
  /** What the receiver answers, or that nothing has come in time. */
  of(changed: number): Promise<Delivery>;
  /** Gives an answer to who waits for it, or asks for it within a moment. */
  settle(changed: number, answer: Promise<Delivery>): void;
}

/** Keeps who waits for an answer, and answers nobody has asked for yet, for so many milliseconds. */
export function answers(timeout: number): Answers {
  const waiting = new Map<number, (answer: Promise<Delivery>) => void>();
  const early = new Map<number, Promise<Delivery>>();
  return {
    of(changed) {
      const known = early.get(changed);
      if (known) return known;
      return new Promise((done) => {
        const late = setTimeout(() => {
          waiting.delete(changed);
          done(nothing);
        }, timeout);
        waiting.set(changed, (answer) => {
          clearTimeout(late);
          waiting.delete(changed);
          done(answer);
        });
      });
    },
    settle(changed, answer) {
      const take = waiting.get(changed);
      if (take) return take(answer);
      early.set(changed, answer);
      setTimeout(() => early.delete(changed), timeout).unref();
    },
  };
}

const nothing: Delivery = {
  down: true,
  error: 'no answer has come in time',
  reply: {
    outcome: 'timeout',
    success: false,
    http: null,
    code: null,
    message: 'no answer has come in time',
    data: undefined,
    headers: {},
  },
};
