import { randomUUID } from 'node:crypto';
import type { Notes, Processes } from '../../hub/ports.ts';
import type { Ask } from './database.ts';

/** What processes tell each other. */
export interface Words extends Pick<Processes, 'tell' | 'onWord'> {
  /** Takes a word as it came. */
  told(text: string): void;
  /** Has all others do something, and waits until they have, but not long. */
  allDo(what: string, others: number): Promise<void>;
  /** Does it when another process wants it. */
  onDo(what: string, work: () => Promise<void>): void;
}

/** Longest wait for the others to do something, in milliseconds. */
const patience = 300;

/** That something is to be done, and that it has been. */
interface Errand {
  by: string;
  errand: string;
}

/** As it goes over the line; a long word lies in a note. */
interface Letter {
  by: string;
  about: string;
  word?: object;
  note?: string;
}

/** PostgreSQL carries less than 8000 bytes. */
const longest = 7_900;

/** How long a note is kept for those who are to read it, in milliseconds. */
const noteMs = 60_000;

/** Words of the process `id` to all others, by NOTIFY. */
export function openWords(id: string, ask: Ask, notes: () => Notes, now: () => number): Words {
  const listeners = new Map<string, ((word: never) => void)[]>();

  async function tell(about: string, word: object): Promise<void> {
    const text = JSON.stringify({ by: id, about, word } satisfies Letter);
    if (Buffer.byteLength(text) <= longest) return void (await ask(notify, [text]));
    const note = randomUUID();
    await notes().put('word', note, word, now() + noteMs);
    await ask(notify, [JSON.stringify({ by: id, about, note } satisfies Letter)]);
  }

  function told(text: string): void {
    const { by, about, word, note } = JSON.parse(text) as Letter;
    if (by === id) return;
    if (!note) return pass(about, word);
    // Whoever waits for it gives up, as if it had not been heard.
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

  function onWord<T extends object>(about: string, call: (word: T) => void): void {
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
      tell(`do ${what}`, { by: id, errand } satisfies Errand).catch(done);
    });
    errands.delete(errand);
  }

  function onDo(what: string, work: () => Promise<void>): void {
    onWord<Errand>(`do ${what}`, ({ by, errand }) => {
      void work()
        .then(() => tell('done', { by, errand } satisfies Errand))
        .catch(() => undefined);
    });
  }

  const errands = new Map<string, () => void>();
  onWord<Errand>('done', ({ by, errand }) => {
    if (by === id) errands.get(errand)?.();
  });
  return { tell, told, onWord, allDo, onDo };
}

const notify = { name: 'tell word', text: `SELECT pg_notify('hub_words', $1)` };
