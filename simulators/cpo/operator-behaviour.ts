import type { Json } from '../../src/ocpi/editions/write-object-part.ts';
import { OcpiError } from '../../src/ocpi/messages/ocpi-errors.ts';
import { withOwnFields } from '../../src/ocpi/schemas/validation.ts';
import type { Location } from '../../src/ocpi/types/2.1.1.generated.ts';
import { idsOf } from '../platform/new-object-ids.ts';
import { mostPushed, put, stockedAt } from '../platform/object-store.ts';
import { computedStore } from '../platform/objects-by-formula.ts';
import { pull } from '../platform/pull-partner-list.ts';
import { fewAtATime, push } from '../platform/push-to-partners.ts';
import { wait } from '../platform/simulated-clock.ts';
import type { Behaviour, Platform } from '../platform/simulated-platform.ts';
import type { Connection } from '../platform/state-saved-for-restart.ts';
import { answerProfile } from './answer-charging-profile.ts';
import { answerCommand } from './answer-command.ts';
import { nearby } from './find-evses.ts';
import { finishLeft } from './finish-session.ts';
import { writeHistory } from './generate-past-sessions.ts';
import { guestCard, nobody } from './guest-charging-card.ts';
import { savedSessions } from './open-sessions-saved-for-restart.ts';
import { inShort, operatorControl } from './operator-control-routes.ts';
import type { Operator } from './operator-state.ts';
import { indexOfPlace } from './places-of-network.ts';
import { update } from './random-evse-status-changes.ts';
import { lapse } from './reserve-evse.ts';
import { locationAt } from './sample-locations.ts';
import { tariffs } from './sample-tariffs.ts';
import { live } from './spontaneous-cars.ts';

/** Options of a simulated operator. */
export interface CpoOptions {
  /** Number of Locations of the simulated operator. */
  locations: number;
  /** A mark in the ids of the operator's Locations and EVSEs, so that no other simulated operator has the same ids. */
  mark?: string;
  /** The seed of the random choice of the EVSEs that change their status. */
  seed?: number;
  /** Days of history that the simulated operator has when it starts, with Sessions and CDRs of each. */
  history?: number;
  /** Spontaneous status changes of EVSEs a second. */
  updates?: number;
  /** Whether simulated cars come and charge without being told to. */
  live: boolean;
  /** Whether the operator serves only, and pushes, pulls and starts nothing by itself. */
  idle: boolean;
}

/** Makes a platform an operator: with Locations and Tariffs, cars that charge, and commands that it obeys. */
export function cpo(platform: Platform, options: CpoOptions): Behaviour {
  const operator: Operator = {
    platform,
    cars: 0,
    charges: new Map(),
    reservations: new Map(),
    spared: new Map(),
    nextId: idsOf(platform.clock.now()),
  };
  stock(platform, options.locations, options.mark);
  let left = savedSessions(platform);
  const takeLeft = (connection: string) => {
    const theirs = left.filter((saved) => saved.connection === connection);
    left = left.filter((saved) => saved.connection !== connection);
    return theirs;
  };
  // Sessions of the operator's own card need no partner to end.
  for (const saved of takeLeft(nobody)) void finishLeft(operator, saved);
  let [isLive, isUpdating, hasHistory] = [false, false, !options.history];
  return {
    async registered(connection) {
      if (options.idle) return;
      if (options.updates && !isUpdating) {
        isUpdating = true;
        void update(platform, options.updates, options);
      }
      await Promise.all([publish(platform, connection), pull(platform, connection, 'tokens')]);
      if (!hasHistory && options.history) {
        hasHistory = true;
        await writeHistory(operator, connection, options.history, options.seed);
      }
      await Promise.all(takeLeft(connection.id).map((saved) => finishLeft(operator, saved)));
      if (!options.live || isLive) return;
      isLive = true;
      await live(operator);
    },
    async answerCall(request) {
      return request.route.module === 'commands'
        ? answerCommand(operator, request)
        : answerProfile(operator, request);
    },
    async answerResult() {
      throw new OcpiError('notFound', 'nothing was asked here');
    },
    control: operatorControl(operator),
    state: () => ({
      live: isLive,
      guest_card: guestCard,
      speed: platform.clock.pace().speed,
      sessions: [...operator.charges.values()].map(inShort),
      reservations: [...operator.reservations.values()].map(
        ({ connection: _, end: _end, told: _told, facts, ...rest }) => ({ ...rest, session_id: facts.id }),
      ),
      evses: nearby(platform).flatMap(evses),
    }),
    stop: () => unplugAll(operator),
  };
}

function stock(platform: Platform, count: number, mark?: string): void {
  const updated = stockedAt(platform.clock.now());
  const { party, own } = platform;
  own.locations = computedStore({
    count,
    at: (index) => ({
      owner: party,
      object: withOwnFields(
        'location',
        locationAt(index, party, platform.name, updated, mark),
      ) as unknown as Json,
    }),
    indexOf(key) {
      const index = indexOfPlace(key.slice(party.length + 1), mark);
      return index !== undefined && index < count ? index : undefined;
    },
  });
  for (const object of tariffs(updated))
    put(own.tariffs, 'tariffs', { owner: party, object: withOwnFields('tariff', object) as unknown as Json });
}

/** Pushes Tariffs before Locations, so that a Location only names Tariffs that the partner knows. */
async function publish(platform: Platform, connection: Connection): Promise<void> {
  const pushed = (['tariffs', 'locations'] as const).filter(
    (module) => platform.own[module].size <= mostPushed,
  );
  for (const module of pushed)
    await fewAtATime(platform.own[module].values(), ({ object }) =>
      push(platform, connection, module, { method: 'PUT', path: [String(object.id)], body: object }),
    );
  const counts = pushed.map((module): [string, number] => [module, platform.own[module].size]);
  platform.log.info({ event: 'published', ...Object.fromEntries(counts) });
}

/**
 * Ends all sessions now and sends their CDRs, as far as that takes a short time, so that none stays open at a partner.
 */
async function unplugAll(operator: Operator): Promise<void> {
  const { platform, charges, reservations } = operator;
  const lapsing = [...reservations.keys()].map((evseUid) => lapse(operator, evseUid));
  const ending = [...charges.values()].map((charge) => {
    charge.stop.abort();
    return charge.done;
  });
  const patience = new AbortController();
  const late = wait(platform.clock, 3000, patience.signal);
  await Promise.race([Promise.all([...ending, ...lapsing]), late]);
  patience.abort();
}

function evses({ id, evses = [] }: Location): object[] {
  return evses.map(({ uid, status, capabilities, connectors }) => ({
    location_id: id,
    uid,
    status,
    capabilities,
    connectors: connectors.map(({ id }) => id),
  }));
}
