import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask, inWords } from './call-admin-api.ts';

/** A resource of the admin API that is loaded: its last data, and the error since. */
export interface Asked<T> {
  data: T | undefined;
  error: string | undefined;
  /** Loads the resource of the admin API again at once. */
  again(): void;
}

/** Loads a resource, and again every `every` milliseconds while the page is visible. A path of `null` loads nothing. */
export function useAsk<T>(path: string | null, every = 0): Asked<T> {
  return useLoaded(path, every, (at, signal) => ask<T>('GET', at, undefined, signal));
}

/** Loads a resource for a page of the console again and again, as `useAsk` does, by a function of the caller. */
export function useLoaded<T>(
  path: string | null,
  every: number,
  load: (path: string, signal: AbortSignal) => Promise<T>,
): Asked<T> {
  const [known, setKnown] = useState<{ path: string | null; data?: T; error?: string }>({ path });
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((number) => number + 1), []);
  useEffect(() => {
    if (path === null) return;
    const over = new AbortController();
    let timer = 0;
    const look = async () => {
      try {
        const data = await load(path, over.signal);
        if (!over.signal.aborted) setKnown({ path, data });
      } catch (error) {
        if (over.signal.aborted) return;
        setKnown((before) => ({ ...(before.path === path ? before : {}), path, error: inWords(error) }));
      }
      if (every > 0 && !over.signal.aborted) timer = window.setTimeout(next, every);
    };
    const next = () => (document.hidden ? (timer = window.setTimeout(next, every)) : void look());
    void look();
    return () => {
      over.abort();
      clearTimeout(timer);
    };
  }, [path, every, turn]);
  // Data that was loaded from another path of the admin API is not shown for this one.
  const current = known.path === path;
  return { data: current ? known.data : undefined, error: current ? known.error : undefined, again };
}
