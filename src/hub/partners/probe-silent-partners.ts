import type { Exchange } from '../../ocpi/messages/request-and-answer-types.ts';
import { toPartner } from '../build-request-to-partner.ts';
import { every } from '../call-at-intervals.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { Connection } from '../ports/connection-registry.ts';

/** Calls the versions endpoints of partners that have been silent. */
export interface Probes {
  /** Takes note of an exchange: a partner that calls the hub is not silent. */
  note(exchange: Pick<Exchange, 'direction' | 'connection'>): void;
  /** Begins to look for silent partners. */
  start(): void;
  stop(): void;
}

/** Number of checks for silent partners within the allowed time. */
const looks = 5;

/**
 * Asks a registered partner that has sent nothing for `probeAfter` milliseconds for its versions, and again after as
 * long a silence (HUB-36). The journal shows the answer; a partner that answers gets at once the changes that it
 * missed. It looks from its `start` on: what a hub is built of may wait for the store, and it is not there before.
 */
export function newProbes(hub: () => Hub, probeAfter: number, after: Hub['after']): Probes {
  const heard = new Map<string, number>();
  const look = () => {
    const { connections } = hub().store.registry.read();
    const now = hub().now();
    for (const connection of connections) {
      const last = heard.get(connection.id) ?? now;
      const silent = now - last >= probeAfter;
      heard.set(connection.id, silent ? now : last);
      if (silent && connection.status === 'REGISTERED' && hub().store.processes.isMine(connection.id))
        void probe(hub(), connection, now - probeAfter);
    }
  };
  let stop = () => {};
  return {
    note({ direction, connection }) {
      if (direction === 'IN' && connection !== null) heard.set(connection, hub().now());
    },
    start() {
      stop = every(after, Math.ceil(probeAfter / looks), look);
    },
    stop: () => stop(),
  };
}

async function probe(hub: Hub, connection: Connection, since: number): Promise<void> {
  // A partner that has asked for a pause is not probed (TRANS-75).
  if (hub.rests.left(connection.id) > 0) return;
  if (await spokeElsewhere(hub, connection, since).catch(() => false)) return;
  const url = connection.versionsUrl ?? '';
  const reply = await hub.send(
    toPartner(connection, {}, { method: 'GET', url, module: 'versions', timeout: hub.handshakeTimeout }),
  );
  if (reply.success) hub.deliver.wake(connection);
}

/** Tells, from the journal, whether a partner has called another process of the hub. */
async function spokeElsewhere({ store }: Hub, { id }: Connection, since: number): Promise<boolean> {
  if (store.processes.count() === 1) return false;
  const newest = { connection: id, direction: 'IN', since: new Date(since).toISOString(), limit: 1 };
  return (await store.journal.find(newest)).length > 0;
}
