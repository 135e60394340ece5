import { test } from 'node:test';
import type { Store } from '../../hub/ports/store.ts';

/** A store under test, which the test can reopen and destroy. */
export interface Opened {
  store: Store;
  /** Closes the store and opens it anew on the same data. */
  reopen(): Promise<Store>;
  /** Closes the store and removes its data. */
  destroy(): Promise<void>;
}

/** Options with which a test opens a store. */
export interface Wanted {
  journalSize?: number;
  journalBytes?: number;
  journalAge?: number;
  now?: () => number;
}

/** Opens an empty store for one test. */
export type Open = (wanted?: Wanted) => Promise<Opened>;

/** Yields the store as it is, and then the same store after a restart: a test loops over both. */
export async function* restarting({
  store,
  reopen,
}: Pick<Opened, 'store' | 'reopen'>): AsyncGenerator<Store> {
  yield store;
  yield await reopen();
}

/** A function that declares a test of a store: a sentence and its proof on an own store. */
export type Prove = (sentence: string, proof: (opened: Opened) => Promise<void>, wanted?: Wanted) => void;

/** Makes the function `it` for a kind of store: every test gets an own store and leaves nothing behind. */
export function proving(open: Open): Prove {
  return (sentence, proof, wanted) => {
    test(sentence, async () => {
      const opened = await open(wanted);
      try {
        await proof(opened);
      } finally {
        await opened.destroy();
      }
    });
  };
}
