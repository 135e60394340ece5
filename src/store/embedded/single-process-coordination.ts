import type { Processes } from '../../hub/ports/process-coordination.ts';

/** The `Processes` of a hub on an embedded store: its single process does all the work and has no others to notify. */
export const singleProcess: Processes = {
  id: 'singleProcess',
  count: () => 1,
  isMine: () => true,
  onMoved: () => undefined,
  announce: async () => undefined,
  subscribe: () => undefined,
};
