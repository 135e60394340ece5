import type { Processes } from '../../hub/ports/processes.ts';

/** The hub as a single process: it does all the work and has no other processes to notify. */
export const singleProcess: Processes = {
  id: 'singleProcess',
  count: () => 1,
  isMine: () => true,
  onMoved: () => undefined,
  announce: async () => undefined,
  subscribe: () => undefined,
};
