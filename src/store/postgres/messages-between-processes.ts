import { randomUUID } from 'node:crypto';
import type { Notes } from '../../hub/ports/expiring-key-values.ts';
import type { Processes } from '../../hub/ports/process-coordination.ts';
import type { Ask } from './connection-pool.ts';

/** Messages between the processes of a hub, by PostgreSQL's NOTIFY. */
export interface Messages extends Pick<Processes, 'announce' | 'subscribe'> {
  /** Receives the text of a message as NOTIFY delivered it. */
  receive(text: string): void;
  /** Asks all other processes to do a task, and waits a limited time until they have confirmed it. */
  allDo(what: string, others: number): Promise<void>;
  /** Registers the work to do when another process asks for a task. */
  onDo(what: string, work: () => Promise<void>): void;
}

/** Longest time, in milliseconds, that a hub process waits for the other processes of the hub to confirm a task. */
const patience = 300;

/** A request of one process to the others to do a task, or the confirmation that one has done it. */
interface Task {
  by: string;
  errand: string;
}

/** The payload of a notification; a long message is stored in a note instead. */
interface Payload {
  by: string;
  about: string;
  word?: object;
  note?: string;
}

/** Most bytes of a notification's payload: PostgreSQL accepts less than 8000. */
const longest = 7_900;

/** Milliseconds after which the note with a long message expires. */
const noteMs = 60_000;

/** Opens the messages of the process `id` to all others of the hub, by NOTIFY. */
export function openMessages(id: string, ask: Ask, notes: () => Notes, now: () => number): Messages {
  const listeners = new Map<string, ((word: never) => void)[]>();

  async function announce(about: string, word: object): Promise<void> {
    const text = JSON.stringify({ by: id, about, word } satisfies Payload);
    if (Buffer.byteLength(text) <= longest) return void (await ask(notify, [text]));
    const note = randomUUID();
    await notes().put('word', note, word, now() + noteMs);
    await ask(notify, [JSON.stringify({ by: id, about, note } satisfies Payload)]);
  }

  function receive(text: string): void {
    const { by, about, word, note } = JSON.parse(text) as Payload;
    if (by === id) return;
    if (!note) return pass(about, word);
    // A lost message counts as not received: the process that waits for its answer gives up.
    void notes()
      .get('word', note)
      .then(
        (read) => pass(about, read),
        () => undefined,
      );
  }

  function pass(about: string, word: object | undefined): void {
    if (word) for (const call of listeners.get(about) ?? []) call(word as never);
  }

  function subscribe<T extends object>(about: string, call: (word: T) => void): void {
    listeners.set(about, [...(listeners.get(about) ?? []), call as (word: never) => void]);
  }

  async function allDo(what: string, others: number): Promise<void> {
    if (others < 1) return;
    const errand = randomUUID();
    let left = others;
    await new Promise<void>((done) => {
      const late = setTimeout(done, patience);
      errands.set(errand, () => {
        left -= 1;
        if (left > 0) return;
        clearTimeout(late);
        done();
      });
      announce(`do ${what}`, { by: id, errand } satisfies Task).catch(done);
    });
    errands.delete(errand);
  }

  function onDo(what: string, work: () => Promise<void>): void {
    subscribe<Task>(`do ${what}`, ({ by, errand }) => {
      void work()
        .then(() => announce('done', { by, errand } satisfies Task))
        .catch(() => undefined);
    });
  }

  const errands = new Map<string, () => void>();
  subscribe<Task>('done', ({ by, errand }) => {
    if (by === id) errands.get(errand)?.();
  });
  return { announce, receive, subscribe, allDo, onDo };
}

const notify = { name: 'tell word', text: `SELECT pg_notify('hub_words', $1)` };
