import { formatDateTime } from '../../src/ocpi/words/ocpi-datetime.ts';
import { partner } from '../platform/partners-and-their-tokens.ts';
import { pull } from '../platform/pull-partner-list.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import type { Connection } from '../platform/state-saved-for-restart.ts';

/** Milliseconds between two times at which the provider reads a partner's lists. */
const pause = 5000;

/** Reads all lists of a partner that may push nothing: whole at first, then what has changed since the reading before. */
export async function readAgainAndAgain(
  platform: Platform,
  connection: Connection,
  from: string = longAgo,
): Promise<void> {
  const begun = formatDateTime(platform.clock.now() - overlap);
  for (const module of ['tariffs', 'locations', 'sessions', 'cdrs'] as const)
    await pull(platform, connection, module, from);
  const { id } = connection;
  platform.clock.after(pause, () => {
    const current = platform.over.aborted ? undefined : partner(platform, id);
    if (current) void readAgainAndAgain(platform, current, begun);
  });
}

const longAgo = '2020-01-01T00:00:00Z';

/** Milliseconds that the next reading goes back: an object may be written while the lists are read. */
const overlap = 60_000;
