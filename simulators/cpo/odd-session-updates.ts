import { oddityOf } from './misbehaviour-of-test-evses.ts';

/** The sender of one session's updates. */
export interface Updates {
  /** Sends an update of the session when its turn has come. */
  send(update: () => Promise<void>): Promise<void>;
  /** Sends the session's updates that still wait for their turn. */
  rest(): Promise<void>;
}

/** Sends updates in their order or, at an EVSE for tests, each second one before the first. */
export function updatesAt(evseUid: string): Updates {
  if (oddityOf(evseUid)?.updates !== 'swapped')
    return { send: (update) => update(), rest: async () => undefined };
  let held: (() => Promise<void>) | undefined;
  const rest = async () => {
    const before = held;
    held = undefined;
    await before?.();
  };
  return {
    async send(update) {
      if (!held) {
        held = update;
        return;
      }
      await update();
      await rest();
    },
    rest,
  };
}
