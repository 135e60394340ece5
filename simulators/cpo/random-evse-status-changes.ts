import type { Status } from '../../src/ocpi/types/2.1.1.generated.ts';
import { type Random, seeded } from '../chance/seeded-random.ts';
import { pushesUnderWay } from '../platform/push-to-partners.ts';
import { wait } from '../platform/simulated-clock.ts';
import type { Platform } from '../platform/simulated-platform.ts';
import { locationOf, setStatus } from './find-evses.ts';
import { oddityOf } from './misbehaviour-of-test-evses.ts';
import { placeAt } from './places-of-network.ts';

/**
 * Changes the status of so many EVSEs a second until the simulator ends: free ones become occupied, occupied ones free.
 * Changes that partners are too slow for are skipped, and sent with the next ones every ten seconds.
 */
export async function update(
  platform: Platform,
  perSecond: number,
  { locations, mark, seed = 1 }: { locations: number; mark?: string; seed?: number },
): Promise<void> {
  const { clock, over, log } = platform;
  const random = seeded(seed);
  const began = clock.now();
  let [due, sent, skipped, told] = [0, 0, 0, began];
  while (!over.aborted) {
    await wait(clock, tick, over);
    const owed = Math.floor(((clock.now() - began) * perSecond) / 1000) - due;
    due += owed;
    for (let turn = 0; turn < owed && !over.aborted; turn += 1) {
      if (pushesUnderWay() >= most) skipped += 1;
      else if (changeAny(platform, () => placeAt(Math.floor(random() * locations), mark).id, random))
        sent += 1;
    }
    if (clock.now() - told < 10_000) continue;
    told = clock.now();
    log.info({ event: 'updates', sent, skipped, under_way: pushesUnderWay() });
  }
}

/** Changes one random EVSE of a kind that may change; tells whether one was found. */
function changeAny(platform: Platform, anyLocation: () => string, random: Random): boolean {
  for (let attempt = 0; attempt < attempts; attempt += 1)
    if (changeOne(platform, anyLocation(), random())) return true;
  return false;
}

/** Changes the EVSE that `chance` selects; tells whether it changed. */
function changeOne(platform: Platform, locationId: string, chance: number): boolean {
  const evses = locationOf(platform, locationId)?.evses ?? [];
  const evse = evses[Math.floor(chance * evses.length)];
  const next = evse && !oddityOf(evse.uid) ? turns[evse.status] : undefined;
  return evse && next ? setStatus(platform, locationId, evse.uid, next) !== undefined : false;
}

const turns: Partial<Record<Status, Status>> = {
  AVAILABLE: 'BLOCKED',
  BLOCKED: 'AVAILABLE',
  INOPERATIVE: 'AVAILABLE',
};

/** Milliseconds between two checks of how many random status changes are due. */
const tick = 20;

/** Number of attempts to find an EVSE whose status may change at random. */
const attempts = 20;

/** The most EVSEs of which pushes may be under way before further changes are skipped. */
const most = 256;
