import type { Hub } from '../../src/hub/hub.ts';
import { createConnection } from '../../src/hub/partners/connections.ts';
import { type Party, partyId } from '../../src/ocpi/words/party.ts';
import { type Events, newEvents } from './events.ts';
import { type HubProcess, hubProcess } from './hub-process.ts';
import { hubHost, type Network, newNetwork } from './network/network.ts';
import { type Confirmed, type Objects, ownedBy } from './partners/owned.ts';
import { newPartner, type Partner } from './partners/partner.ts';
import { type Came, type Received, receivedBy } from './partners/received.ts';
import type { Plan, Role } from './plan.ts';
import { type Database, newDatabase } from './store/database.ts';
import { type Chance, chanceOf } from './time/chance.ts';
import { type Timeline, timeline } from './time/clock.ts';

/** When every world begins, in milliseconds since 1970. */
export const begin = Date.UTC(2026, 2, 2, 8);

/** A partner with what it has and what it has been told. */
export interface Member {
  role: Role;
  partner: Partner;
  owned: Objects;
  received: Received;
}

/** A world: partners, a network, and a hub of some processes on one database. */
export interface World {
  plan: Plan;
  time: Timeline;
  chance: Chance;
  network: Network;
  database: Database;
  processes: HubProcess[];
  members: Member[];
  events: Events;
  member(party: Party): Member;
  /** Does something as the hub's operator, in whatever process runs, until it has been done. */
  administer<T>(work: (hub: Hub) => Promise<T>): Promise<T>;
}

/** What is told of a world while it goes on. */
export interface Ears {
  confirmed(role: Role): Confirmed;
  came(role: Role): Came;
  bug(error: unknown): void;
}

/** A world in which nothing has happened yet. */
export function newWorld(plan: Plan, ears: Ears, keep: boolean): World {
  const time = timeline(begin);
  const chance = chanceOf(plan.seed);
  const events = newEvents(begin, keep);
  const network = newNetwork(time, chance.fork('network'), {
    arrives: ({ from, to, method, path }, number) =>
      events.note(time.now(), `#${number} ${from} -> ${to} ${method} ${path}`),
    answers: (_message, number, outcome) =>
      events.note(time.now(), `#${number} ${'error' in outcome ? outcome.error : outcome.http}`),
  });
  const database = newDatabase(time, chance.fork('database'), {
    hop: [0.1, 1.5],
    flush: [0.3, 4],
    slow: 0.01,
    gaps: 0.05,
  });
  const around = { time, chance: chance.fork('hub'), network, database, bug: ears.bug };
  const processes = plan.processes.map((skew, nth) => hubProcess(around, `hub-${nth}`, skew));
  const balance = chance.fork('balance');
  const up = () => processes.filter((process) => process.server());
  network.serve(hubHost, () => {
    const some = up();
    return some.length > 0 ? balance.pick(some).server() : undefined;
  });
  const members = plan.roles.map((role): Member => {
    const isOperator = role.kind === 'operator';
    const partner = newPartner({
      ...{ time, network, party: role.party, skew: role.skew },
      chance: chance.fork(role.party),
      role: isOperator ? 'CPO' : 'EMSP',
      offers: isOperator
        ? ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens', 'commands']
        : ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens'],
    });
    const owned = ownedBy(partner, true, ears.confirmed(role));
    const received = receivedBy(ears.came(role));
    const own = isOperator ? (['locations', 'tariffs', 'sessions', 'cdrs'] as const) : (['tokens'] as const);
    for (const module of ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens'] as const)
      partner.on(module, ({ method, parts, query, body }) =>
        own.some((mine) => mine === module)
          ? method === 'GET' && parts.length === 0
            ? owned.list(module, query)
            : undefined
          : received.take(module, method, parts, body),
      );
    return { role, partner, owned, received };
  });
  const admin = chance.fork('admin');
  const operator = { name: 'operator', alive: true, stallsUntil: 0 };
  const world: World = {
    ...{ plan, time, chance, network, database, processes, members, events },
    member: (party) => members.find(({ role }) => role.party === party)!,
    administer: <T>(work: (hub: Hub) => Promise<T>) =>
      new Promise<T>((done, failed) => {
        const attempt = () => {
          const running = processes.filter((process) => process.hub() && process.server());
          if (running.length === 0) return void time.after(500, attempt, operator);
          const process = admin.pick(running);
          const { owner } = process.server()!;
          // A process that dies while it works never answers.
          const settled = (call: () => void) => {
            lost();
            time.after(0, call, operator);
          };
          const lost = time.after(
            15_000,
            () => failed(new Error('the process has died or stands still')),
            operator,
          );
          time.after(
            0,
            () =>
              void work(process.hub()!).then(
                (result) => settled(() => done(result)),
                (error: unknown) => settled(() => failed(error)),
              ),
            owner,
          );
        };
        time.after(0, attempt, operator);
      }),
  };
  return world;
}

/** Starts the hub and registers all partners with it, in fair weather. */
export async function settle(world: World): Promise<void> {
  const { processes, members, time } = world;
  for (const process of processes) process.start();
  await until(time, () => processes.every((process) => process.server()));
  let registered = 0;
  for (const { role, partner } of members) {
    void (async () => {
      const { token } = await world.administer((hub) =>
        createConnection(hub, {
          ...{ role: partner.role, name: role.party, ...partyId(role.party) },
          options: { push_on_agreement: true },
        }),
      );
      for (;;) {
        const answered = await partner.register(token ?? '');
        if (answered.ok) break;
        await partner.sleep(500);
      }
      registered += 1;
    })();
  }
  await until(time, () => registered === members.length);
}

/** Lets time pass until something is so; an error when it is not within a minute. */
async function until(time: Timeline, isSo: () => boolean, watch?: () => void): Promise<void> {
  const late = time.now() + 60_000;
  while (!isSo()) {
    if (time.now() > late) throw new Error('the world did not come about within a minute');
    await time.run(time.now() + 50, watch);
  }
}
