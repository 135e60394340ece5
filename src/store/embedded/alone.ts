import type { Processes } from '../../hub/ports.ts';

/** One process answers for everything, and has nobody to talk to. */
export const alone: Processes = {
  id: 'alone',
  count: () => 1,
  isMine: () => true,
  onMoved: () => undefined,
  tell: async () => undefined,
  onWord: () => undefined,
};
