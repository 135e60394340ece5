import type { Held } from '../../src/hub/binding/withheld-objects.ts';
import { openTokens } from '../../src/hub/market/connection-index.ts';
import { hashToken } from '../../src/ocpi/words/credentials-tokens.ts';
import type { Party } from '../../src/ocpi/words/party-id.ts';
import { isOperator, type Member } from './partner-in-simulated-world.ts';
import { type Owned, versionsOf } from './partners/owned-objects.ts';
import { keyOf } from './partners/received-object-copies.ts';
import { headOf, highest, kinds, same, type Versions } from './partners/sample-objects.ts';
import { contentOf, shown } from './rules-at-every-moment.ts';
import type { Broken, Judge, World } from './simulated-world-types.ts';

/** The first rule that does not hold after all faults have ended; requests on their way may delay it for a while. */
export function unsettled(world: World, judge: Judge): Broken | undefined {
  for (const member of world.members) {
    const { party } = member.role;
    const broken = connected(world, member) ?? answered(world, member, judge);
    if (broken) return broken;
    for (const one of member.owned.all.values()) {
      const wrong = taken(member, one, judge) ?? asStored(world, member, one, judge);
      if (wrong) return wrong;
      if (cameAgain(world, party, one, judge)) continue;
      for (const other of world.members) {
        // A pull's time window goes by `last_updated`: an object that the hub reads a night later is outside of it.
        const isLate = world.plan.nightly && member.role.kind === 'listed' && other.role.kind !== 'provider';
        const lacking = isLate ? undefined : asCopied(member, one, other, judge);
        if (lacking) return lacking;
      }
    }
  }
  return heldOnce(world) ?? heldThoughKnown(world, judge);
}

/** Checks that registrations and tokens are as they were confirmed: each side has a token that the other accepts. */
function connected({ database, time }: World, { role, partner }: Member): Broken | undefined {
  const connection = database.durable.connections.find((one) => one.party === role.party);
  const newest = partner.tokensToHub.at(-1) ?? '';
  const opens = connection && openTokens(connection, time.now()).includes(hashToken(newest));
  const beside = connection?.spare?.tokenToThem;
  const isKnown = [connection?.tokenToThem, beside].some((token) => token && partner.tokensToUs.has(token));
  const isOver = connection?.nextTokenToUs === null;
  if (connection?.status === 'REGISTERED' && opens && isKnown && isOver) return undefined;
  const words = `${role.party} is ${connection?.status ?? 'not connected'}; its newest token ${opens ? 'opens' : 'does not open'} the hub, the hub's ${isKnown ? 'opens' : 'does not open'} it${isOver ? '' : '; a handshake has been left'}`;
  return { rule: 'registered as confirmed', words, about: [role.party] };
}

/** Checks that the result of each accepted command has been sent to its provider. */
function answered({ plan }: World, { role, commands }: Member, { results }: Judge): Broken | undefined {
  // The hub sends a result once, and not to a suspended provider (HCMD-18).
  if (plan.steps.some(({ deed }) => deed.do === 'bar' && deed.who === role.party)) return undefined;
  for (const { id, direct } of commands.all.values()) {
    if (direct !== 'ACCEPTED' || (results.get(id) ?? 0) > 0) continue;
    const words = `the command ${id} of ${role.party} was accepted, and no result has been sent to it`;
    return { rule: 'each command one result', words, about: [id, role.party] };
  }
  return undefined;
}

/**
 * Whether a Session or CDR may stay without a provider: the hub did not know its driver when it began, or may not have.
 */
function isOpen({ module, id }: Owned, { visitOf }: Judge): boolean {
  if (module !== 'sessions' && module !== 'cdrs') return false;
  return visitOf(id)?.known !== true;
}

function taken({ role }: Member, one: Owned, judge: Judge): Broken | undefined {
  if (role.kind === 'listed' || isOpen(one, judge)) return undefined;
  if (!one.busy && one.confirmed >= one.version && !one.refused) return undefined;
  const words = `${role.party} could not tell the hub ${one.module} ${one.id} v${one.version}: ${one.refused ?? 'no answer'}`;
  return { rule: 'taken in the end', words, about: [one.id, role.party] };
}

function asStored(world: World, { role }: Member, one: Owned, judge: Judge): Broken | undefined {
  const { party, kind } = role;
  // No list of changes shows which objects are gone.
  if (world.plan.deltas && kind === 'listed' && one.deleted) return undefined;
  if (isOpen(one, judge) || isHeldBack(world, party, one) || cameAgain(world, party, one, judge))
    return undefined;
  const object = judge.stored(one.module, party, one.id);
  const has = object && kinds[one.module].versions(contentOf(object));
  if (one.deleted ? !has : has && same(excused(has, party, one, judge), versionsOf(one))) return undefined;
  const words = `the hub has ${has ? JSON.stringify(has) : 'nothing'} of ${one.module} ${one.id} of ${party}, which is ${shown(one)}`;
  return { rule: 'stored is the newest', words, about: [one.id, party] };
}

/**
 * Versions of a stored object or of a copy, with the newest in place of those to which the store has gone back by a push
 * that its owner had given up: they stand until its next push.
 */
function excused(has: Versions, party: Party, one: Owned, { hasGoneBack }: Judge): Versions {
  const newest = versionsOf(one);
  return Object.fromEntries(
    Object.entries(has).map(([part, version]) => [
      part,
      hasGoneBack(party, one, part, newest[part] ?? Number.NaN, version) ? newest[part] : version,
    ]),
  ) as Versions;
}

/**
 * Whether so many objects are gone from a list at once that the hub waits for a person before it retires them
 * (SYNC-19).
 */
function isHeldBack({ database }: World, party: string, { module, id, deleted }: Owned): boolean {
  const held = database.durable.notes.get('retirement')?.get(`${module} ${party}`);
  return deleted && held !== undefined && (JSON.parse(held.text) as { ids: string[] }).ids.includes(id);
}

/**
 * Whether a push that its owner had given up created an object again after the hub had confirmed its withdrawal. Nobody
 * can tell it from a new object: it stays until a full list lacks it, and these plans read none.
 */
function cameAgain({ plan }: World, party: Party, one: Owned, judge: Judge): boolean {
  const object = judge.stored(one.module, party, one.id);
  if (!object || !one.deleted || !(plan.deltas || plan.nightly)) return false;
  const isGivenUp = highest(kinds[one.module].versions(contentOf(object))) <= one.overtaken;
  return isGivenUp && judge.storedSince(one.module, party, one.id) > one.toldAt;
}

/** Checks that a partner with an agreement has the newest state of each object that it may see, by push or by pull. */
function asCopied(member: Member, one: Owned, other: Member, judge: Judge): Broken | undefined {
  const { role } = member;
  const mine = isOperator(role);
  if (mine === isOperator(other.role) || role.kind === 'evil') return undefined;
  const [cpo, emsp] = mine ? [role.party, other.role.party] : [other.role.party, role.party];
  const isDrivers = one.module === 'sessions' || one.module === 'cdrs';
  const driversOf = judge.visitOf(one.id)?.emsp ?? headOf(one.body.auth_id);
  if (isDrivers ? driversOf !== emsp || isOpen(one, judge) : !judge.isAgreed(cpo, emsp)) return undefined;
  if (one.deleted) return withdrawn(member, one, other, judge.agreedSince(cpo, emsp), judge);
  const key = keyOf(one.module, role.party, one.id);
  const copy = other.received.all.get(key);
  const has = copy && !copy.deleted ? kinds[one.module].versions(copy.body) : undefined;
  const isOvertaken = ([part, version]: [string, number]) =>
    judge.overtaken.has(`${other.role.party} ${key} ${part} ${version}`);
  const counted = Object.fromEntries(
    Object.entries(excused(has ?? {}, role.party, one, judge)).map(([part, version]) => [
      part,
      isOvertaken([part, version]) ? versionsOf(one)[part] : version,
    ]),
  ) as Versions;
  if (has && same(counted, versionsOf(one))) return undefined;
  const words = `${other.role.party} has ${has ? JSON.stringify(has) : 'nothing'} of ${one.module} ${one.id} of ${role.party}, which is ${shown(one)}`;
  return { rule: 'everybody has the newest', words, about: [one.id, other.role.party, role.party] };
}

/**
 * Checks that each receiver which took a Tariff, with an agreement since before the withdrawal, has been sent the
 * withdrawal.
 */
function withdrawn(
  { role }: Member,
  one: Owned,
  other: Member,
  agreedSince: number,
  { overtaken }: Judge,
): Broken | undefined {
  const takesPushes = other.role.kind === 'provider';
  const key = keyOf(one.module, role.party, one.id);
  const copy = other.received.all.get(key);
  if (!takesPushes || role.kind === 'listed' || !copy || copy.deleted || agreedSince > one.withdrawn)
    return undefined;
  if (overtaken.has(`${other.role.party} ${key} again`)) return undefined;
  const words = `${other.role.party} still has ${one.module} ${one.id} of ${role.party}, which is withdrawn`;
  return { rule: 'everybody has the newest', words, about: [one.id, other.role.party, role.party] };
}

/** Checks that the hub notes exactly the stored Sessions and CDRs without a provider as withheld. */
function heldOnce({ database }: World): Broken | undefined {
  const held = database.durable.notes.get('held');
  const noted = new Set([...(held?.values() ?? [])].map(({ text }) => nameIn(JSON.parse(text))));
  const kept = new Set<string>();
  for (const { object } of database.durable.rows.values())
    if (object && (object.module === 'sessions' || object.module === 'cdrs') && object.recipient === null)
      kept.add(`${object.module} ${object.owner} ${object.lookups.id ?? object.id}`);
  const odd = [...noted, ...kept].find((name) => noted.has(name) !== kept.has(name));
  if (!odd) return undefined;
  const words = `${odd} is ${noted.has(odd) ? 'noted as held, and is bound or not stored' : 'stored for nobody, and not held'}`;
  return { rule: 'held in one place', words, about: [odd.split(' ')[2] ?? ''] };
}

/** Checks that the hub has tried withheld objects again since their driver's Token came (ROUTE-56). */
function heldThoughKnown({ database, member, plan }: World, judge: Judge): Broken | undefined {
  // A process that has stood still or lost the store learns of the agreement later.
  const lags = plan.steps.map(({ deed }) => (deed.do === 'stall' || deed.do === 'cut' ? deed.for : 0));
  const lag = 3_000 + Math.max(...lags, 0);
  for (const { text } of database.durable.notes.get('held')?.values() ?? []) {
    const { module, owner, object_id, contract } = JSON.parse(text) as Held;
    const { emsp, token } = judge.visitOf(object_id) ?? {};
    const object = member(owner).owned.all.get(`${module} ${object_id}`);
    const card = emsp && member(emsp).owned.all.get(`tokens ${token}`);
    if (!card || !object || card.confirmed === 0 || object.confirmed === 0) continue;
    const since = Math.max(object.confirmedSince, judge.agreedSince(owner, emsp) + lag);
    if (!judge.isAgreed(owner, emsp) || card.toldAt < since) continue;
    const words = `${module} ${object_id} of ${owner} is held, though ${emsp} has brought the Token of ${contract} since`;
    return { rule: 'held in one place', words, about: [object_id, owner, emsp] };
  }
  return undefined;
}

function nameIn({ module, owner, object_id }: { module: string; owner: string; object_id: string }): string {
  return `${module} ${owner} ${object_id}`;
}
