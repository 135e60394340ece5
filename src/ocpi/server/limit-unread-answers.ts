import type { ServerResponse } from 'node:http';

/**
 * Limits in bytes for answers that callers have not read yet: for one caller, named by a key, and for all callers
 * together.
 */
export interface UnreadLimits {
  perKey: number;
  all: number;
  /** Maximum number of answers to one caller that are being built at the same time. */
  making: number;
}

interface Held {
  bytes: number;
  /**
   * Bytes of each answer that are still unread: 0 while the answer is built, then the bytes that had not left when it
   * was complete.
   */
  answers: Map<ServerResponse, number>;
  making: number;
  waiting: (() => void)[];
}

/** Delays the building of answers until their callers have read enough of the earlier ones. */
export interface Unread {
  /**
   * Calls `make` as soon as the caller with this key may get another answer, which `response` sends; never when the
   * caller has left meanwhile.
   */
  whenRoom(key: string, response: ServerResponse, make: () => void): void;
}

/**
 * Limits unread answers (TRANS-79): a caller with too many unread bytes or too many answers being built waits; where
 * all callers together have too many bytes, the oldest answer of the caller with the most is cut off.
 */
export function unreadAnswers(limits: UnreadLimits): Unread {
  const keys = new Map<string, Held>();
  let all = 0;
  const hasRoom = ({ bytes, making }: Held) => bytes < limits.perKey && making < limits.making;

  function begin(key: string, held: Held, response: ServerResponse, make: () => void): void {
    let making = true;
    const made = () => {
      if (making) held.making -= 1;
      making = false;
    };
    held.making += 1;
    held.answers.set(response, 0);
    response.once('prefinish', () => {
      made();
      const bytes = response.socket?.writableLength ?? 0;
      held.answers.set(response, bytes);
      held.bytes += bytes;
      all += bytes;
      if (all > limits.all) cutFattest();
      letIn(key, held);
    });
    response.once('close', () => {
      made();
      const bytes = held.answers.get(response) ?? 0;
      held.answers.delete(response);
      held.bytes -= bytes;
      all -= bytes;
      letIn(key, held);
    });
    make();
  }

  function letIn(key: string, held: Held): void {
    while (held.waiting.length > 0 && hasRoom(held)) held.waiting.shift()?.();
    if (held.answers.size === 0 && held.waiting.length === 0) keys.delete(key);
  }

  function cutFattest(): void {
    let most: Held | undefined;
    for (const held of keys.values()) if (held.bytes > (most?.bytes ?? 0)) most = held;
    for (const [response, bytes] of most?.answers ?? []) if (bytes > 0) return void response.destroy();
  }

  return {
    whenRoom(key, response, make) {
      const held: Held = keys.get(key) ?? { bytes: 0, answers: new Map(), making: 0, waiting: [] };
      keys.set(key, held);
      const go = () => {
        if (response.destroyed || response.closed) return;
        begin(key, held, response, make);
      };
      if (held.waiting.length === 0 && hasRoom(held)) go();
      else held.waiting.push(go);
    },
  };
}
