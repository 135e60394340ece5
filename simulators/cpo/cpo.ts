import { formatDateTime } from '../../src/ocpi/dates.ts';
import { OcpiError } from '../../src/ocpi/errors.ts';
import type { Json } from '../../src/ocpi/parts.ts';
import type { Location } from '../../src/ocpi/types.generated.ts';
import { wait } from '../platform/clock.ts';
import { idsOf } from '../platform/ids.ts';
import type { Behaviour, Platform } from '../platform/platform.ts';
import { pull } from '../platform/pull.ts';
import { fewAtATime, push } from '../platform/push.ts';
import { put } from '../platform/shelf.ts';
import type { Connection } from '../platform/state.ts';
import { answerCommand } from './answer-command.ts';
import { answerProfile } from './answer-profile.ts';
import { inShort, operatorControl } from './control.ts';
import { live } from './live.ts';
import { locations } from './locations.ts';
import type { Operator } from './operator.ts';
import { lapse } from './reservations.ts';
import { tariffs } from './tariffs.ts';

/** What an operator is like. */
export interface CpoOptions {
  /** How many Locations it has. */
  locations: number;
  /** How much faster than the clock cars charge. */
  speed: number;
  /** Whether cars come by themselves. */
  live: boolean;
  /** Serves only: pushes, pulls and starts nothing by itself. */
  idle: boolean;
}

/** Makes a platform an operator: Locations and Tariffs, cars that charge, commands that are obeyed. */
export function cpo(platform: Platform, options: CpoOptions): Behaviour {
  const operator: Operator = {
    platform,
    speed: options.speed,
    cars: 0,
    charges: new Map(),
    reservations: new Map(),
    spared: new Map(),
    nextId: idsOf(platform.clock.now()),
  };
  stock(platform, options.locations);
  let isLive = false;
  return {
    async registered(connection) {
      if (options.idle) return;
      await Promise.all([publish(platform, connection), pull(platform, connection, 'tokens')]);
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
      speed: operator.speed,
      sessions: [...operator.charges.values()].map(inShort),
      reservations: [...operator.reservations.values()].map(
        ({ connection: _, end: _end, facts, ...rest }) => ({ ...rest, session_id: facts.id }),
      ),
      evses: [...platform.own.locations.values()].flatMap(({ object }) =>
        evses(object as unknown as Location),
      ),
    }),
    stop: () => unplugAll(operator),
  };
}

function stock(platform: Platform, count: number): void {
  const updated = formatDateTime(platform.clock.now());
  const { party, own } = platform;
  for (const object of locations(party, platform.name, count, updated))
    put(own.locations, 'locations', { owner: party, object: object as unknown as Json });
  for (const object of tariffs(updated))
    put(own.tariffs, 'tariffs', { owner: party, object: object as unknown as Json });
}

/** Tariffs first, so that Locations name what is known. */
async function publish(platform: Platform, connection: Connection): Promise<void> {
  for (const module of ['tariffs', 'locations'] as const)
    await fewAtATime([...platform.own[module].values()], ({ object }) =>
      push(platform, connection, module, { method: 'PUT', path: [String(object.id)], body: object }),
    );
  platform.log.info({
    event: 'published',
    locations: platform.own.locations.size,
    tariffs: platform.own.tariffs.size,
  });
}

/** No session is left open at a partner: all end now and are accounted, as far as that takes a short time. */
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
