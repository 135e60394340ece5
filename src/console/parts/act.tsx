import { useState } from 'preact/hooks';
import { inWords } from '../ask.ts';

/** Something the user does to the hub: whether it is under way, and what went wrong. */
export interface Act {
  busy: boolean;
  error: string | undefined;
  /** Runs it; gives whether it worked. */
  run(what: () => Promise<unknown>): Promise<boolean>;
}

/** One act at a time, its error kept until the next. */
export function useAct(): Act {
  const [state, setState] = useState<{ busy: boolean; error?: string }>({ busy: false });
  return {
    busy: state.busy,
    error: state.error,
    async run(what) {
      setState({ busy: true });
      try {
        await what();
        setState({ busy: false });
        return true;
      } catch (error) {
        setState({ busy: false, error: inWords(error) });
        return false;
      }
    },
  };
}
