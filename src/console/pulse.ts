import { useEffect, useState } from 'preact/hooks';

/** The hub's condition as of a moment ago: it answers, it answers without its store, or it is silent. */
export type Pulse = 'unknown' | 'well' | 'without store' | 'silent';

/** Milliseconds between two looks, and how long an answer may take. */
const every = 3000;
const patience = 3000;

/** Whether the hub answers, asked again and again: an open stream alone does not show it. */
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
    // A body that nobody reads keeps its connection.
    await answer.arrayBuffer();
    return answer.ok ? 'well' : 'without store';
  } catch {
    return 'silent';
  }
}
