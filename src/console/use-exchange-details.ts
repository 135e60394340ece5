import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExchangeDetail, ExchangeSummary } from '../hub/types.generated.ts';
import { ask } from './call-admin-api.ts';

/** Details of exchanges by id, each loaded once; details that cannot be loaded are missing. */
export function useDetails(exchanges: ExchangeSummary[]): Map<string, ExchangeDetail> {
  const [known, setKnown] = useState(new Map<string, ExchangeDetail>());
  const asked = useRef(new Set<string>());
  const over = useRef(new AbortController());
  useEffect(() => () => over.current.abort(), []);
  useEffect(() => {
    for (const { id } of exchanges) {
      if (asked.current.has(id)) continue;
      asked.current.add(id);
      const path = `/admin/requests/${encodeURIComponent(id)}`;
      ask<ExchangeDetail>('GET', path, undefined, over.current.signal).then(
        (detail) => setKnown((before) => new Map(before).set(id, detail)),
        // The exchange has just been removed from the trace, or the user has left the page.
        () => undefined,
      );
    }
  }, [exchanges.map(({ id }) => id).join()]);
  return known;
}
