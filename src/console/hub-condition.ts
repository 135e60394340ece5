import { useEffect, useState } from 'preact/hooks';

/** The hub's condition as of a moment ago: it answers, it answers without its store, or it is silent. */
export type Pulse = 'unknown' | 'well' | 'without store' | 'silent';

/** Milliseconds between two requests to the hub, and milliseconds that it has to answer. */
const every = 3000;
const patience = 3000;

/** Asks the hub again and again whether it answers: an open stream alone does not show it. */
export function usePulse(): Pulse {
  const [pulse, setPulse] = useState<Pulse>('unknown');
  useEffect(() => {
    const over = new AbortController();
    let timer = 0;
    const look = async () => {
      const now = document.hidden ? undefined : await lookNow(over.signal);
      if (over.signal.aborted) return;
      if (now) setPulse(now);
      timer = window.setTimeout(() => void look(), every);
    };
    void look();
    return () => {
      over.abort();
      clearTimeout(timer);
    };
  }, []);
  return pulse;
}

async function lookNow(over: AbortSignal): Promise<Pulse> {
  try {
    const signal = AbortSignal.any([over, AbortSignal.timeout(patience)]);
    const answer = await fetch('/health/ready', { signal, cache: 'no-store' });
    // A body that is not read would keep its connection open.
    await answer.arrayBuffer();
    return answer.ok ? 'well' : 'without store';
  } catch {
    return 'silent';
  }
}
