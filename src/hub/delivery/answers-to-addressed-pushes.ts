import type { Processes } from '../ports/process-coordination.ts';
import type { Delivery } from '../push-types.ts';

/** Additional time, in milliseconds, for an answer to arrive from another process of the hub. */
const wordTimeout = 1000;

/** The partner's answer to a push to one party, as one hub process sends it to another. */
interface Delivered {
  to: string;
  changed: number;
  delivery: Delivery;
}

/**
 * Partners' answers to pushes that name their receiver, by the number of the change, whichever hub process sends the
 * push.
 */
export interface Answers {
  /** The receiver's answer, or a failed delivery where none came; undefined where the change concerned nobody. */
  of(changed: number): Promise<Delivery | undefined>;
  /** Passes an answer to the process that waits for it or soon asks for it. */
  give(process: string, changed: number, answer: Promise<Delivery | undefined>): void;
}

/** The processes and timers that answers work with. Times in milliseconds. */
export interface AnswersOptions {
  processes: Processes;
  timeout: number;
  after(milliseconds: number, call: () => void): () => void;
}

/**
 * Matches partners' answers with the requests that wait for them; each answer is remembered for the time that a push
 * may take and a second more.
 */
export function newAnswers({ processes, after, timeout }: AnswersOptions): Answers {
  const waiting = new Map<number, (answer: Promise<Delivery | undefined>) => void>();
  const early = new Map<number, Promise<Delivery | undefined>>();
  const patience = timeout + wordTimeout;
  const settle = (changed: number, answer: Promise<Delivery | undefined>) => {
    const take = waiting.get(changed);
    if (take) return take(answer);
    early.set(changed, answer);
    after(patience, () => early.delete(changed));
  };
  processes.subscribe<Delivered>('delivered', ({ to, changed, delivery }) => {
    if (to === processes.id) settle(changed, Promise.resolve(delivery));
  });
  return {
    of(changed) {
      const known = early.get(changed);
      if (known) return known;
      return new Promise((done) => {
        const take = (answer: Promise<Delivery | undefined> | Delivery) => {
          cancel();
          waiting.delete(changed);
          done(answer);
        };
        const cancel = after(patience, () => take(nothing));
        waiting.set(changed, take);
      });
    },
    give(process, changed, answer) {
      if (process === processes.id) return settle(changed, answer);
      void answer
        .then(
          (delivery) =>
            delivery &&
            processes.announce('delivered', { to: process, changed, delivery } satisfies Delivered),
        )
        .catch(() => undefined);
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
