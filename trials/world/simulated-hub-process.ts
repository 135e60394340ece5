import express from 'express';
import type { Logger } from 'pino';
import { type BuiltHub, buildHub } from '../../src/build-hub.ts';
import { readConfiguration, type Settings } from '../../src/hub/configuration.ts';
import type { Hub } from '../../src/hub/hub-dependencies.ts';
import { partnerRoutes } from '../../src/ocpi-routes.ts';
import { handle } from './network/pass-request-to-express.ts';
import { hubHost, type Network, type Server } from './network/simulated-network.ts';
import { dispatcherOn } from './network/undici-dispatcher.ts';
import { openWorldStore } from './store/open-world-store.ts';
import type { Database } from './store/simulated-database.ts';
import { uuid } from './time/replace-node-time-and-random.ts';
import type { Chance } from './time/seeded-random.ts';
import type { Owner, Timeline } from './time/simulated-clock.ts';

/** The parts of a world around a process of the hub. */
export interface Surroundings {
  time: Timeline;
  chance: Chance;
  network: Network;
  database: Database;
  /** Called with errors that the hub's code did not foresee. */
  bug(error: unknown): void;
}

/** A process of the hub in a world: the hub's real code on the world's store. */
export interface HubProcess {
  name: string;
  /** Milliseconds by which the process's clock is fast. */
  skew: number;
  /** The hub's record, while the process runs. */
  hub(): Hub | undefined;
  /** The process as a server of the network, while it listens. */
  server(): Server | undefined;
  start(): void;
  /**
   * Kills the process between two events. `silent`: nobody learns of it, and its database session ends only by its
   * silence.
   */
  crash(silent: boolean): void;
  /** The process as the owner of its events; another owner after each start. */
  owner(): Owner | undefined;
  /** Ends the process in order, as a signal does. */
  stop(): void;
  /** Cuts the process off from the database for so many milliseconds. */
  cut(milliseconds: number): void;
  /** Whether the process has stood still, or lost the store, within some seconds. */
  isTroubled(): boolean;
  /**
   * Whether the process has died, stood still or lost the store a short while ago: the requests that it sent before are
   * still on their way.
   */
  isShaken(): boolean;
  /**
   * Whether the process has died, stood still or lost the store since a request was sent, which nobody can then take
   * back.
   */
  wasShakenSince(sent: number): boolean;
  /** Whether the process has been killed since a time: others take its connections over at once. */
  wasKilledSince(sent: number): boolean;
  /** Whether the process stands still at present. */
  stalls(): boolean;
  /**
   * Makes the process stand still for so many milliseconds; with `readsFirst` it then reads the answers that have come
   * before its timers fire.
   */
  stall(milliseconds: number, readsFirst: boolean): void;
}

const usual = readConfiguration({
  HUB_URL: `https://${hubHost}`,
  HUB_ALLOW_PRIVATE_NETWORKS: 'true',
  HUB_COMMAND_TIMEOUT_MS: '20000',
  HUB_PULL_TIMEOUT_MS: '5000',
  HUB_SYNC_AGAIN_MS: '10000',
  HUB_PROBE_AFTER_MS: '60000',
});

/** How long requests of a process may be on their way, in milliseconds, after it has died. */
const aftermath = 15_000;

/** A process of the hub that has not been started. */
export function hubProcess(
  around: Surroundings,
  name: string,
  skew: number,
  hours: Pick<Settings, 'HUB_SYNC_DELTA' | 'HUB_SYNC_FULL' | 'HUB_SYNC_OVERLAP_MS'>,
): HubProcess {
  const { time, network, database } = around;
  const settings = { ...usual, ...hours };
  let life = 0;
  let again = false;
  let troubledUntil = 0;
  let diedAt = 0;
  let killedAt = 0;
  let owner: Owner | undefined;
  let built: BuiltHub | undefined;
  let app: express.Express | undefined;

  const lastShaken = () => Math.max(diedAt, troubledUntil, database.lastCrash());
  const begin = async (mine: Owner) => {
    const chance = around.chance.fork(`${name} ${life}`);
    const now = () => Math.floor(time.now() + skew);
    const bytes = (size: number) => Buffer.from(Array.from({ length: size }, () => chance.below(256)));
    const store = await openWorldStore(database, {
      id: uuid(bytes(16)),
      owner: mine,
      now,
      journalSize: 100,
    });
    const next = await buildHub({
      settings,
      store,
      log: logger(around.bug),
      url: () => `https://${hubHost}`,
      now,
      after: (milliseconds, call) => time.after(milliseconds, call, mine),
      newId: () => uuid(bytes(16)),
      newToken: () => bytes(32).toString('base64url'),
      random: chance.next,
      record: () => undefined,
      dispatcher: dispatcherOn(network, name, mine),
    });
    built = next;
    app = express();
    app.disable('x-powered-by');
    app.use(partnerRoutes(next.hub, settings));
  };
  const die = (silent: boolean) => {
    const dead = owner;
    if (!dead?.alive) return;
    dead.alive = false;
    diedAt = time.now();
    built = undefined;
    app = undefined;
    network.reset(dead);
    for (const session of database.sessions)
      if (session.owner === dead) {
        if (!silent) database.disconnect(session);
        else time.after(8_000, () => database.disconnect(session));
      }
  };
  return {
    name,
    skew,
    hub: () => built?.hub,
    server: () => {
      const listening = app;
      return listening && owner
        ? { owner, handle: (message, answer) => handle(listening, message, answer) }
        : undefined;
    },
    start() {
      if (owner?.alive) {
        // The process is ending, or need not start: in the first case it starts again once it has ended.
        again = app === undefined;
        return;
      }
      again = false;
      life += 1;
      const mine: Owner = { name, alive: true, stallsUntil: 0 };
      owner = mine;
      const attempt = () =>
        void begin(mine).catch(() => {
          if (owner !== mine) return;
          // The store does not answer: the process ends, and is started again.
          die(false);
          owner = undefined;
          time.after(2_000, () => this.start());
        });
      time.after(0, attempt, mine);
    },
    crash(silent) {
      if (owner?.alive) killedAt = time.now();
      die(silent);
    },
    owner: () => owner,
    stop() {
      const mine = owner;
      const ending = built;
      if (!mine || !ending) return;
      app = undefined;
      const end = async () => {
        ending.rest();
        await ending.end(4_000);
        await ending.hub.store.close();
      };
      const over = () => {
        die(false);
        if (again) time.after(0, () => this.start());
      };
      time.after(0, () => void end().then(over, over), mine);
    },
    cut(milliseconds) {
      troubledUntil = time.now() + milliseconds + 5_000;
      for (const session of database.sessions)
        if (session.owner === owner) session.cutUntil = time.now() + milliseconds;
    },
    isShaken: () => time.now() < lastShaken() + aftermath,
    wasShakenSince: (sent) => sent <= lastShaken(),
    wasKilledSince: (sent) => sent <= killedAt,
    isTroubled: () => time.now() < troubledUntil || !database.up(),
    stalls: () => (owner?.stallsUntil ?? 0) > time.now(),
    stall(milliseconds, readsFirst) {
      if (!owner) return;
      // A process that stands still already goes on no sooner: events that came since wait for the end that it had
      // then.
      const stallsUntil = Math.max(owner.stallsUntil, time.now() + milliseconds);
      troubledUntil = Math.max(troubledUntil, stallsUntil + 5_000);
      Object.assign(owner, { stallsUntil, readsFirst });
    },
  };
}

/** A logger that passes the hub's errors to `bug`, since none is expected, and drops all other lines. */
function logger(bug: (error: unknown) => void): Logger {
  const nothing = () => undefined;
  return {
    error: (error: unknown) => bug(error),
    warn: nothing,
    info: nothing,
    debug: nothing,
    trace: nothing,
  } as unknown as Logger;
}
