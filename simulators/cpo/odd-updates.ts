import { oddityOf } from './oddities.ts';

/** Sends the updates of one session. */
export interface Updates {
  /** Sends one when its turn has come. */
  send(update: () => Promise<void>): Promise<void>;
  /** Sends what still waits for its turn. */
  rest(): Promise<void>;
}

/** Updates in their order, or, at an EVSE that is there for tests, each second one before the first. */
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
