import type { Hub } from '../../src/hub/hub-dependencies.ts';
import { createConnection } from '../../src/hub/partners/connections.ts';
import { partyId } from '../../src/ocpi/words/party-id.ts';
import { newEvents } from './event-log-with-digest.ts';
import { hubHost, newNetwork } from './network/simulated-network.ts';
import { isOperator, type Member, memberOf } from './partner-in-simulated-world.ts';
import type { Plan } from './plan-types.ts';
import { hubProcess } from './simulated-hub-process.ts';
import type { Judge, World } from './simulated-world-types.ts';
import { newDatabase } from './store/simulated-database.ts';
import { chanceOf } from './time/seeded-random.ts';
import { type Timeline, timeline } from './time/simulated-clock.ts';

/** The time at which every world begins, in milliseconds since 1970. */
export const begin = Date.UTC(2026, 2, 2, 7, 59, 30);

/** A world of a plan in which nothing has happened yet. */
export function newWorld(plan: Plan, judge: Judge, keep: boolean): World {
  const time = timeline(begin);
  const chance = chanceOf(plan.seed);
  const events = newEvents(begin, keep);
  const network = newNetwork(time, chance.fork('network'), {
    sends: judge.sent,
    arrives(message, number) {
      const { from, to, method, path } = message;
      events.note(time.now(), `#${number} ${from} -> ${to} ${method} ${path}`);
      judge.arrived(message);
    },
    answers: (_message, number, outcome) =>
      events.note(time.now(), `#${number} ${'error' in outcome ? outcome.error : outcome.http}`),
  });
  const database = newDatabase(time, chance.fork('database'), {
    hop: [0.1, 1.5],
    flush: [0.3, 4],
    slow: 0.01,
    gaps: 0.05,
    late: 0.02,
  });
  const around = { time, chance: chance.fork('hub'), network, database, bug: judge.bug };
  const often = { HUB_SYNC_DELTA: '*/20 * * * * *', HUB_SYNC_FULL: '10 */2 * * * *' };
  const never = { HUB_SYNC_FULL: '0 1 * * 6' };
  const hours = {
    HUB_SYNC_OVERLAP_MS: plan.deltas ? 1_000 : 60_000,
    ...often,
    ...(plan.nightly || plan.deltas ? never : {}),
    ...(plan.nightly ? { HUB_SYNC_DELTA: '0 8 * * *' } : {}),
  };
  const processes = plan.processes.map((skew, nth) => hubProcess(around, `hub-${nth}`, skew, hours));
  const balance = chance.fork('balance');
  const up = () => processes.filter((process) => process.server());
  network.serve(hubHost, () => {
    const some = up();
    return some.length > 0 ? balance.pick(some).server() : undefined;
  });
  const members = plan.roles.map((role) => memberOf({ time, network, chance }, role, judge));
  const admin = chance.fork('admin');
  const operator = { name: 'operator', alive: true, stallsUntil: 0 };
  const world: World = {
    ...{ plan, time, chance, network, database, processes, members, events, judge },
    member: (party) => members.find(({ role }) => role.party === party)!,
    administer: <T>(work: (hub: Hub) => Promise<T>) =>
      new Promise<T>((done, failed) => {
        const attempt = () => {
          const running = processes.filter((process) => process.hub() && process.server());
          if (running.length === 0) return void time.after(500, attempt, operator);
          const process = admin.pick(running);
          const { owner } = process.server()!;
          // A process that dies while it works never answers the administrator.
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

/** Starts the hub of a world and registers all partners with it, without network faults. */
export async function settle(world: World): Promise<void> {
  const { processes, members, time } = world;
  for (const process of processes) process.start();
  await until(time, () => processes.every((process) => process.server()));
  let registered = 0;
  for (const { role, partner, begin: beginAlone } of members) {
    void (async () => {
      const { token } = await world.administer((hub) =>
        createConnection(hub, {
          ...{ role: partner.role, name: role.party, ...partyId(role.party) },
          options: {
            ...{ push_on_agreement: true, hold_unbound: role.holds },
            ...(isOperator(role) ? { tax_percent: 'none' as const } : {}),
          },
        }),
      );
      for (;;) {
        const answered = await partner.register(token ?? '');
        if (answered.ok) break;
        await partner.sleep(500);
      }
      beginAlone();
      registered += 1;
    })();
  }
  await until(time, () => registered === members.length);
  // The first syncs bring the objects that partners have from the start.
  const isStored = ({ role }: Member) =>
    [...world.database.durable.rows.values()].filter(({ owner }) => owner === role.party).length >=
    role.stock;
  await until(time, () => members.every(isStored));
  await time.run(Math.max(begin + 3_000, Math.ceil(time.now() / 1_000) * 1_000));
}

/** Lets virtual time pass until a condition holds; throws when it does not within a minute. */
async function until(time: Timeline, isSo: () => boolean, watch?: () => void): Promise<void> {
  const late = time.now() + 60_000;
  while (!isSo()) {
    if (time.now() > late) throw new Error('the world did not come about within a minute');
    await time.run(time.now() + 50, watch);
  }
}
