import type { StoredObject } from '../../src/hub/ports/objects.ts';
import type { ObjectModuleId } from '../../src/ocpi/editions/edition.ts';
import type { Party } from '../../src/ocpi/words/party.ts';
import { type Json, kinds, type Versions } from './partners/objects.ts';
import { type Owned, versionsOf } from './partners/owned.ts';
import { type Copy, keyOf } from './partners/received.ts';
import type { Role } from './plan.ts';
import type { Ears, Member, World } from './world.ts';

/** What must not be, and is. */
export interface Violation {
  /** The invariant's name. */
  rule: string;
  words: string;
  at: number;
  /** What it is about, for the story. */
  about: string[];
}

/** Watches a world: the rules that hold at every moment, and those that hold after quiet. */
export interface Judge extends Ears {
  watch(world: World): void;
  /** The first rule broken. */
  violation(): Violation | undefined;
  /** Looks after each event. */
  look(): void;
  /** What does not hold yet though it must once all is quiet. */
  unsettled(): Omit<Violation, 'at'> | undefined;
  fail(broken: Omit<Violation, 'at'>): void;
}

/** Longest time from an agreement's end to the last push that was on its way, in milliseconds. */
const onItsWay = 6_000;

/** A judge of one world. */
export function newJudge(): Judge {
  let world: World;
  let violation: Violation | undefined;
  let revision = -1;
  /** Since when pairs exchange nothing any more; absent while they do. */
  const endedAt = new Map<string, number>();
  let longestStall = 0;

  const fail = (broken: Omit<Violation, 'at'>) => {
    violation ??= { ...broken, at: world.time.now() };
  };
  const stored = (module: ObjectModuleId, owner: Party, id: string): StoredObject | undefined => {
    const name = module === 'tokens' ? `RFID|${id}` : module === 'cdrs' ? id.toLowerCase() : id;
    return world.database.durable.rows.get(JSON.stringify([module, owner, name]))?.object;
  };
  const isAgreed = (cpo: Party, emsp: Party) =>
    world.database.durable.registry.agreements.some(
      (one) => one.cpo === cpo && one.emsp === emsp && one.status === 'ACTIVE',
    );
  const mayBeTold = (cpo: Party, emsp: Party) =>
    isAgreed(cpo, emsp) ||
    world.time.now() - (endedAt.get(`${cpo} ${emsp}`) ?? Number.NEGATIVE_INFINITY) < onItsWay + longestStall;

  function confirmed({ party }: Role) {
    return ({ module, id, deleted, confirmed: version, body }: Owned) => {
      const object = stored(module, party, id);
      if (deleted) return;
      const has = object && highest(kinds[module].versions(JSON.parse(object.bytes.toString()) as Json));
      if (has === undefined || has < version)
        fail({
          rule: 'acknowledged = stored',
          words: `${party} was told that ${module} ${id} v${version} is taken; stored is ${has === undefined ? 'nothing' : `v${has}`}`,
          about: [id, party],
        });
      void body;
    };
  }

  function came({ party, kind }: Role) {
    return ({ module, owner, id }: Copy, before: Versions | undefined, after: Versions) => {
      for (const [part, version] of Object.entries(after)) {
        const had = before?.[part];
        if (had !== undefined && had > version)
          fail({
            rule: 'never older after newer',
            words: `${party} had v${had} of ${module} ${owner} ${id} ${part} and was then given v${version}`,
            about: [id, party],
          });
      }
      const [cpo, emsp] = kind === 'operator' ? [party, owner] : [owner, party];
      if (!mayBeTold(cpo, emsp))
        fail({
          rule: 'nobody else anything',
          words: `${party} was given ${module} ${id} of ${owner}, with whom it has no agreement`,
          about: [id, party, owner],
        });
    };
  }

  function unsettled(): Omit<Violation, 'at'> | undefined {
    for (const { role, owned } of world.members) {
      for (const one of owned.all.values()) {
        if (one.busy || one.confirmed < one.version || one.refused)
          return {
            rule: 'taken in the end',
            words: `${role.party} could not tell the hub ${one.module} ${one.id} v${one.version}: ${one.refused ?? 'no answer'}`,
            about: [one.id, role.party],
          };
        const broken =
          asStored(role, one) ?? world.members.map((other) => asCopied(role, one, other)).find(Boolean);
        if (broken) return broken;
      }
    }
    return undefined;
  }

  function asStored({ party }: Role, one: Owned): Omit<Violation, 'at'> | undefined {
    const object = stored(one.module, party, one.id);
    const has = object ? JSON.parse(object.bytes.toString()) : undefined;
    const isSame = one.deleted
      ? !object
      : has && same(kinds[one.module].versions(has as Json), versionsOf(one));
    if (isSame) return undefined;
    return {
      rule: 'stored is the newest',
      words: `the hub has ${JSON.stringify(has && kinds[one.module].versions(has as Json))} of ${one.module} ${one.id} of ${party}, which is ${one.deleted ? 'withdrawn' : JSON.stringify(versionsOf(one))}`,
      about: [one.id, party],
    };
  }

  function asCopied({ party, kind }: Role, one: Owned, other: Member): Omit<Violation, 'at'> | undefined {
    if (other.role.kind === kind || !['locations', 'tariffs', 'tokens'].includes(one.module))
      return undefined;
    const [cpo, emsp] = kind === 'operator' ? [party, other.role.party] : [other.role.party, party];
    if (!isAgreed(cpo, emsp) || one.deleted) return undefined;
    const copy = other.received.all.get(keyOf(one.module, party, one.id));
    const has = copy && !copy.deleted ? kinds[one.module].versions(copy.body) : undefined;
    if (has && same(has, versionsOf(one))) return undefined;
    return {
      rule: 'everybody has the newest',
      words: `${other.role.party} has ${has ? JSON.stringify(has) : 'nothing'} of ${one.module} ${one.id} of ${party}, which is ${JSON.stringify(versionsOf(one))}`,
      about: [one.id, other.role.party, party],
    };
  }

  return {
    confirmed,
    came,
    fail,
    bug(error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (/The database|The store is closed/.test(words)) return;
      fail({ rule: 'nothing unforeseen', words, about: [] });
    },
    watch(given) {
      world = given;
      longestStall = Math.max(0, ...world.plan.steps.map(({ deed }) => (deed.do === 'stall' ? deed.for : 0)));
    },
    violation: () => violation,
    look() {
      const { durable } = world.database;
      if (durable.revision === revision) return;
      revision = durable.revision;
      for (const { role: a } of world.members)
        for (const { role: b } of world.members) {
          if (a.kind !== 'operator' || b.kind !== 'provider') continue;
          const pair = `${a.party} ${b.party}`;
          if (isAgreed(a.party, b.party)) endedAt.set(pair, Number.POSITIVE_INFINITY);
          else if (endedAt.get(pair) === Number.POSITIVE_INFINITY) endedAt.set(pair, world.time.now());
        }
    },
    unsettled,
  };
}

function highest(versions: Versions): number {
  return Math.max(...Object.values(versions));
}

function same(one: Versions, other: Versions): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
