import type { Agreement } from '../../src/hub/ports/connection-registry.ts';
import type { StoredObject } from '../../src/hub/ports/object-store.ts';
import type { ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';
import { type WentBack, wentBackIn } from './detect-store-rollbacks.ts';
import { longestTimeWithoutNews } from './longest-time-without-news.ts';
import { hubHost } from './network/simulated-network.ts';
import { isOperator, type Member } from './partner-in-simulated-world.ts';
import type { Command } from './partners/commands-of-partners.ts';
import { type Owned, versionsOf } from './partners/owned-objects.ts';
import { type Came, type Copy, keyOf } from './partners/received-object-copies.ts';
import { headOf, highest, type Json, kinds, type Versions } from './partners/sample-objects.ts';
import type { Role } from './plan-types.ts';
import type { Broken, Judge, Violation, World } from './simulated-world-types.ts';
import type { Write } from './store/simulated-database.ts';

/** Longest time from an agreement's end to the arrival of the last push sent before it, in milliseconds. */
const onItsWay = 6_000;

/**
 * Longest usual way of a request, in milliseconds: after a takeover, the new process may act before the old one's
 * request arrives.
 */
const longWay = 500;

/** How soon after an agreement's end an undisturbed process knows of it, in milliseconds. */
const known = 1_500;

/** How long before an agreement's end the clocks decide whether a Session begins before or after that, in milliseconds. */
const byClocks = 2_000;

/** The path of a push of a Location, Tariff or Token, with the object's owner. */
const pushed = /^\/ocpi\/2\.[12]\.1\/(locations|tariffs|tokens)\/([A-Z]{2})\/([A-Z]{3})\//;

/** A judge of one world, which checks the rules that hold at every moment. */
export function newJudge(): Judge {
  let world: World;
  let wentBack: WentBack;
  let violation: Violation | undefined;
  let revision = -1;
  /** The time since which an operator and a provider have no agreement in force; infinite while they have one. */
  const endedAt = new Map<string, number>();
  const begunAt = new Map<string, number>();
  const everAgreed = new Set<string>();
  const said = new Set<string>();
  /** Number of times that the network has brought each command to the hub, by its id. */
  const arrivals = new Map<string, number>();
  let longestUnaware = 0;
  let lookedAt = 0;
  /** The next time at which the validity of an agreement ends. */
  let nextEdge = Number.POSITIVE_INFINITY;

  const fail = (broken: Broken) => {
    violation ??= { ...broken, at: world.time.now() };
  };
  const isAgreed = (cpo: Party, emsp: Party) =>
    [...world.database.durable.agreements.values()].some(
      ({ agreement: one }) =>
        one.cpo === cpo && one.emsp === emsp && one.status === 'ACTIVE' && endOf(one) > world.time.now(),
    );
  const stored = (module: ObjectModuleId, owner: Party, id: string) =>
    world.database.durable.rows.get(rowOf(module, owner, id))?.object;
  const mayBeTold = (cpo: Party, emsp: Party) =>
    isAgreed(cpo, emsp) ||
    world.time.now() - (endedAt.get(`${cpo} ${emsp}`) ?? Number.NEGATIVE_INFINITY) <
      onItsWay + longestUnaware;

  /**
   * Whether an operator and a provider still had an agreement when a request was sent, as far as its process knew: nobody
   * can take it back.
   */
  const wasSentInTime = (cpo: Party, emsp: Party, sent = Number.POSITIVE_INFINITY) =>
    everAgreed.has(`${cpo} ${emsp}`) &&
    sent < (endedAt.get(`${cpo} ${emsp}`) ?? Number.NEGATIVE_INFINITY) + known + longestUnaware;

  const hasGoneBack: Judge['hasGoneBack'] = (owner, { module, id, overtaken }, part, from, to) =>
    to <= overtaken && wentBack.from(rowOf(module, owner, id), part, to) >= from;

  function confirmed({ party }: Role) {
    return (one: Owned) => {
      const { module, id, deleted, confirmed: version } = one;
      if (deleted) return;
      const object = stored(module, party, id);
      const versions = object && kinds[module].versions(contentOf(object));
      const has = versions && highest(versions);
      if (has !== undefined && has >= version) return;
      if (Object.entries(versions ?? {}).some(([part, now]) => hasGoneBack(party, one, part, version, now)))
        return;
      const words = `${party} was told that ${module} ${id} v${version} is taken; stored is ${has === undefined ? 'nothing' : `v${has}`}`;
      fail({ rule: 'acknowledged = stored', words, about: [id, party] });
    };
  }

  /**
   * Whether the hub stored that state after a newer one: the push was still on its way when the owner's list showed the
   * newer one, or when the owner gave it up.
   */
  const isOvertaken = ({ module, owner, id }: Copy, part: string, version: number) => {
    const isFrom = (one: string) => wentBack.from(rowOf(module, owner, id), one, version) > 0;
    const given = world.member(owner).owned.all.get(`${module} ${id}`)?.overtaken ?? 0;
    // The hub adds the charging periods of a part to those it has; a partner may take them for all there are.
    return given >= version && (isFrom(part) || (part === 'periods' && isFrom('')));
  };

  function came(role: Role) {
    const { party } = role;
    return (given: Copy, before: Versions | undefined, after: Versions, push?: Parameters<Came>[3]) => {
      const { module, owner, id, body } = given;
      // The process that takes over from a request's sender cannot take the request back.
      const sender = world.processes.find(({ name }) => name === push?.from);
      const sent = push?.sent ?? Number.POSITIVE_INFINITY;
      const isLeft =
        sender?.wasKilledSince(sent) || (sender?.wasShakenSince(sent) && world.time.now() - sent > longWay);
      const copy = `${party} ${keyOf(module, owner, id)}`;
      const withdrawn = world.member(owner).owned.all.get(`${module} ${id}`)?.withdrawn ?? 0;
      judge.overtaken[isLeft && sent < withdrawn ? 'add' : 'delete'](`${copy} again`);
      for (const [part, version] of Object.entries(after)) {
        const had = before?.[part];
        if (had === undefined || had <= version) continue;
        if (isLeft) judge.overtaken.add(`${copy} ${part} ${version}`);
        if (isLeft || isOvertaken(given, part, version)) continue;
        const words = `${party} had v${had} of ${module} ${owner} ${id} ${part} and was then given v${version}`;
        fail({ rule: 'never older after newer', words, about: [id, party] });
      }
      const [cpo, emsp] = isOperator(role) ? [party, owner] : [owner, party];
      const head = headOf(body.auth_id);
      const isStolen = module === 'tokens' && head !== owner && body.valid === true;
      if (isStolen && world.time.now() - judge.agreedSince(cpo, head) > known && isAgreed(cpo, head))
        fail({
          rule: 'nobody else anything',
          words: `${party} was given a Token of ${owner} with a contract of ${head}`,
          about: [id, party, owner],
        });
      if (module === 'locations' && (body.evses as Json[]).some(({ status }) => status === 'REMOVED'))
        return withdrawnBy(role, { module, owner, id });
      const isDrivers = module === 'sessions' || module === 'cdrs';
      const may = isDrivers
        ? (ownerOfDriver(id, body) === party || !visitOf(id)?.agreed) && everAgreed.has(`${cpo} ${emsp}`)
        : mayBeTold(cpo, emsp) || wasSentInTime(cpo, emsp, push?.sent);
      if (may) return;
      const why = isDrivers ? `which is ${String(body.auth_id)}'s` : 'with whom it has no agreement';
      const words = `${party} was given ${module} ${id} of ${owner}, ${why}`;
      fail({ rule: 'nobody else anything', words, about: [id, party, owner] });
    };
  }

  /** Checks that an object which was withdrawn from a partner had been withdrawn by its owner. */
  function withdrawnBy({ party }: Role, { module, owner, id }: Pick<Copy, 'module' | 'owner' | 'id'>): void {
    if ((world.member(owner).owned.all.get(`${module} ${id}`)?.withdrawn ?? 0) > 0) return;
    const words = `${module} ${id} was withdrawn from ${party}, though ${owner} has it`;
    fail({ rule: 'withdrawn only by its owner', words, about: [id, party, owner] });
  }

  /** Checks that a Tariff stays stored whose owner still has it and was told that the hub accepted its newest state. */
  function stays({ of, name = '' }: Write): void {
    const row = of === 'object' ? world.database.durable.rows.get(name) : undefined;
    if (!row || row.object || row.module !== 'tariffs') return;
    const one = world.member(row.owner).owned.all.get(`tariffs ${row.id}`);
    // A write that a process had begun before it stood still may come after another process's confirmed write.
    const isLate = world.processes.some((process) => process.isShaken());
    if (!one || one.deleted || one.confirmed < one.version || isLate) return;
    const words = `tariffs ${row.id} is no longer stored, though ${row.owner} has it and was told that it is taken`;
    fail({ rule: 'withdrawn only by its owner', words, about: [row.id, row.owner] });
  }

  const ownerOfDriver = (id: string, body: Json) => visitOf(id)?.emsp ?? headOf(body.auth_id);
  const visitOf = (id: string) => judge.visits.get(id.replace(/-C(\d+)$/, '-S$1'));

  /** Checks that a command has at most one result for each time that it reached the hub; a crash or the network may repeat one. */
  function result({ party }: Role) {
    return ({ id, results }: Command) => {
      if (new Set(results).size <= Math.max(1, arrivals.get(id) ?? 0)) return;
      const words = `${party} got ${results.join(' and then ')} for its command ${id}`;
      fail({ rule: 'each command one result', words, about: [id, party] });
    };
  }

  /** Checks that at most one of the running processes counts itself as the one that delivers to a connection. */
  function onlyOne(): void {
    const now = world.time.now();
    if (now < lookedAt + 250) return;
    lookedAt = now;
    const running = world.processes.filter((process) => !process.stalls() && process.hub());
    for (const { id, party } of world.database.durable.connections) {
      const mine = running.filter((process) => process.hub()?.store.processes.isMine(id));
      if (mine.length < 2) continue;
      const words = `${mine.map(({ name }) => name).join(' and ')} both answer for ${party}`;
      fail({ rule: 'one process answers', words, about: [party] });
    }
  }

  const judge: Judge = {
    ...{ confirmed, came, result, fail, stored, isAgreed, visitOf, hasGoneBack },
    ...{ visits: new Map(), profiles: new Set(), results: new Map(), overtaken: new Set() },
    gone: (role) => (copy) => withdrawnBy(role, copy),
    profiled({ party }, session) {
      if (judge.profiles.has(`${party} ${session}`)) return;
      const words = `${party} was told of the charging profile of ${session}, on which it has set none`;
      fail({ rule: 'nobody else anything', words, about: [session, party] });
    },
    violation: () => violation,
    storedSince: (module, owner, id) => wentBack.since(rowOf(module, owner, id)),
    agreedSince: (cpo, emsp) => begunAt.get(`${cpo} ${emsp}`) ?? Number.POSITIVE_INFINITY,
    allowed: ({ party }, uid, allowed) => void said.add(`${party} ${uid} ${allowed}`),
    authorised(cpo, emsp, token, allowed) {
      if (allowed !== 'ALLOWED' || said.has(`${emsp} ${token} ALLOWED`)) return;
      const words = `${cpo} was told that ${token} of ${emsp} may charge, which its provider has not said`;
      fail({ rule: 'only its provider allows', words, about: [token, cpo] });
    },
    begun(session, cpo, emsp, token) {
      const card = token === undefined ? undefined : world.member(emsp).owned.all.get(`tokens ${token}`);
      const at = world.time.now();
      const agreed = isAgreed(cpo, emsp) && nextEdge > at + byClocks;
      const known = agreed && (token === undefined || (card?.confirmed ?? 0) > 0);
      judge.visits.set(session, { cpo, emsp, at, agreed, known, token });
    },
    arrived({ to, path, body }) {
      if (to !== hubHost || !path.endsWith('/commands/START_SESSION')) return;
      const { response_url } = JSON.parse(String(body)) as { response_url: string };
      const id = response_url.slice(response_url.lastIndexOf('/') + 1);
      arrivals.set(id, (arrivals.get(id) ?? 0) + 1);
    },
    sent({ from, to, path }) {
      const [, id] = /\/results\/([^/?]+)$/.exec(path) ?? [];
      if (id) judge.results.set(id, (judge.results.get(id) ?? 0) + 1);
      const [, module, country, party] = pushed.exec(path) ?? [];
      const process = world.processes.find(({ name }) => name === from);
      if (!module || !process) return;
      const owner = `${country}*${party}` as Party;
      const { role } = world.members.find(({ partner }) => partner.host === to) ?? {};
      if (!role || role.party === owner) return;
      const [cpo, emsp] = isOperator(role) ? [role.party, owner] : [owner, role.party];
      const since = world.time.now() - (endedAt.get(`${cpo} ${emsp}`) ?? Number.NEGATIVE_INFINITY);
      if (isAgreed(cpo, emsp) || since < (process.isTroubled() ? onItsWay + longestUnaware : known)) return;
      const words = `${from} sends ${role.party} ${path} ${Math.round(since)} ms after the agreement's end`;
      fail({ rule: 'nobody else anything', words, about: [role.party, owner] });
    },
    bug(error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (/The database|The store is closed/.test(words)) return;
      fail({ rule: 'nothing unforeseen', words, about: [] });
    },
    watch(given) {
      world = given;
      wentBack = wentBackIn(world.database);
      world.database.listeners.add(wentBack.look).add(stays);
      longestUnaware = longestTimeWithoutNews(world.plan);
    },
    look() {
      const { durable } = world.database;
      onlyOne();
      const now = world.time.now();
      if (durable.revision === revision && now < nextEdge) return;
      revision = durable.revision;
      const ends = [...durable.agreements.values()].map(({ agreement }) => endOf(agreement));
      nextEdge = Math.min(...ends.filter((end) => end > now));
      for (const [cpo, emsp] of pairsOf(world.members)) {
        const pair = `${cpo} ${emsp}`;
        if (isAgreed(cpo, emsp)) {
          everAgreed.add(pair);
          if (endedAt.get(pair) !== Number.POSITIVE_INFINITY) begunAt.set(pair, now);
          endedAt.set(pair, Number.POSITIVE_INFINITY);
        } else if (endedAt.get(pair) === Number.POSITIVE_INFINITY) {
          endedAt.set(pair, now);
          for (const visit of judge.visits.values())
            if (visit.cpo === cpo && visit.emsp === emsp && visit.at > now - byClocks)
              Object.assign(visit, { agreed: false, known: false });
        }
      }
    },
  };
  return judge;
}

/** The name of an object's row in the world's database. */
function rowOf(module: ObjectModuleId, owner: Party, id: string): string {
  const name = module === 'tokens' ? `RFID|${id}` : module === 'cdrs' ? id.toLowerCase() : id;
  return JSON.stringify([module, owner, name]);
}

function pairsOf(members: Member[]): [Party, Party][] {
  const roles = members.map(({ role }) => role);
  return roles
    .filter(isOperator)
    .flatMap(({ party }) =>
      roles.filter((other) => !isOperator(other)).map((other): [Party, Party] => [party, other.party]),
    );
}

/** The time at which the validity of an agreement ends, in milliseconds since 1970. */
function endOf({ valid_to }: Agreement): number {
  return valid_to === null ? Number.POSITIVE_INFINITY : Date.parse(valid_to);
}

/** The parsed content of a stored object. */
export function contentOf({ bytes }: StoredObject): Json {
  return JSON.parse(bytes.toString()) as Json;
}

/** The present content of an owner's object in words, for a broken rule. */
export function shown(one: Owned): string {
  return one.deleted ? 'withdrawn' : JSON.stringify(versionsOf(one));
}
