import { useState } from 'preact/hooks';
import { inWords } from '../call-admin-api.ts';

/** An action that the user starts in a page: whether it is under way, and its error. */
export interface Act {
  busy: boolean;
  error: string | undefined;
  /** Runs the action; resolves with whether it succeeded. */
  run(what: () => Promise<unknown>): Promise<boolean>;
}

/** Runs one action at a time; its error stays until the next. */
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
