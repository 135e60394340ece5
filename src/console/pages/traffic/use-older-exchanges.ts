import { useEffect, useState } from 'preact/hooks';
import type { ExchangeSummary } from '../../../hub/types.generated.ts';
import { askPage, inWords } from '../../call-admin-api.ts';

/** Number of older exchanges of the trace that the console loads at a time. */
const size = 500;

/** Exchanges from the trace, newest first, as far back as the user has asked for. */
export interface Older {
  exchanges: ExchangeSummary[];
  /** Loads the next older exchanges; `undefined` where there are none, or nothing was asked for yet. */
  more: (() => void) | undefined;
  error: string | undefined;
}

/** Loads exchanges from a path of the trace page after page, the first page at once. A path of `null` loads nothing. */
export function useOlder(path: string | null): Older {
  const [known, setKnown] = useState<{ path: string | null; exchanges: ExchangeSummary[]; next?: string }>();
  const [wanted, setWanted] = useState<{ path: string | null; page: string }>();
  const [error, setError] = useState<string>();
  const first = path === null ? null : `${path}${path.includes('?') ? '&' : '?'}limit=${size}`;
  const page = wanted?.path === path ? wanted.page : first;
  useEffect(() => {
    if (page === null) return;
    const over = new AbortController();
    askPage<ExchangeSummary>(page, over.signal).then(
      ({ rows, next }) => {
        setError(undefined);
        setKnown((before) => ({
          path,
          exchanges: before?.path === path && page !== first ? [...before.exchanges, ...rows] : rows,
          ...(next === undefined ? {} : { next }),
        }));
      },
      (reason: unknown) => over.signal.aborted || setError(inWords(reason)),
    );
    return () => over.abort();
  }, [page]);
  const current = known?.path === path ? known : undefined;
  const next = current?.next;
  return {
    exchanges: current?.exchanges ?? [],
    more: next === undefined ? undefined : () => setWanted({ path, page: next }),
    error,
  };
}
