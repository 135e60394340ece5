import type { ModuleId, ObjectModuleId } from '../../src/ocpi/editions/basic-ocpi-types.ts';
import type { Network } from './network/simulated-network.ts';
import { hearProfiles, takeProfiles } from './partners/charging-profiles.ts';
import { type Command, type Commands, commandsOf, takeCommands } from './partners/commands-of-partners.ts';
import { type Confirmed, type Objects, ownedBy } from './partners/owned-objects.ts';
import { pullForEver } from './partners/pull-lists-regularly.ts';
import { type Came, type Copy, type Received, receivedBy } from './partners/received-object-copies.ts';
import { kinds } from './partners/sample-objects.ts';
import { newPartner, type Partner } from './partners/simulated-partner.ts';
import { wires } from './partners/wire-by-version.ts';
import type { Role } from './plan-types.ts';
import type { Chance } from './time/seeded-random.ts';
import type { Timeline } from './time/simulated-clock.ts';

/** A partner of a world, with its own objects, its copies of others' objects, and its commands. */
export interface Member {
  role: Role;
  partner: Partner;
  owned: Objects;
  received: Received;
  commands: Commands;
  /** Starts the partner's own activities once it is registered. */
  begin(): void;
}

/** A listener to everything that happens to the partners of a world. */
export interface Ears {
  confirmed(role: Role): Confirmed;
  came(role: Role): Came;
  result(role: Role): (command: Command) => void;
  /** Called when an object of another party has been withdrawn from the partner. */
  gone(role: Role): (copy: Copy) => void;
  /** Called when a provider receives the active profile of a Session. */
  profiled(role: Role, session: string): void;
  /** Called when a provider answers whether a Token may charge. */
  allowed(role: Role, uid: string, allowed: string): void;
}

const owns = {
  CPO: ['locations', 'tariffs', 'sessions', 'cdrs'],
  EMSP: ['tokens'],
} satisfies Record<string, ObjectModuleId[]>;

/** The partner that plays a role in a world. */
export function memberOf(
  around: { time: Timeline; network: Network; chance: Chance },
  role: Role,
  ears: Ears,
): Member {
  const { party, kind, skew, dialect, version = '2.1.1' } = role;
  const side = isOperator(role) ? 'CPO' : 'EMSP';
  const own: ObjectModuleId[] = owns[side];
  const others: ObjectModuleId[] = owns[side === 'CPO' ? 'EMSP' : 'CPO'];
  const pulls = kind === 'puller' || kind === 'evil';
  const more: ModuleId[] = side === 'CPO' ? ['commands', 'chargingprofiles'] : ['chargingprofiles'];
  const offers = [...own, ...more, ...(pulls ? [] : others)];
  const chance = around.chance.fork(party);
  const partner = newPartner({ ...around, chance, party, skew, version, dialect, role: side, offers });
  const owned = ownedBy(partner, kind !== 'listed', around.time.now, ears.confirmed(role));
  owned.stock(role.stock);
  const received = receivedBy(partner, ears.came(role), ears.gone(role));
  for (const module of [...own, ...others])
    partner.on(module, (request) => {
      const { method, parts, query } = request;
      if (module === 'tokens' && side === 'EMSP' && parts[1] === 'authorize')
        return authorise(parts[0] ?? '');
      if (own.includes(module))
        return method === 'GET' && parts.length === 0 ? owned.list(module, query) : undefined;
      if (dialect === 'no patch' && method === 'PATCH') return { http: 405, code: 2000 };
      return received.take(module, request);
    });
  const authorise = (uid: string) => {
    const token = owned.all.get(`tokens ${uid}`);
    const allowed = kind === 'evil' || token?.body.valid ? 'ALLOWED' : token ? 'BLOCKED' : undefined;
    if (!allowed) return undefined;
    ears.allowed(role, uid, allowed);
    const body = token?.body ?? kinds.tokens.make(party, uid, 1, partner.timeText(partner.now()), {});
    return { data: wires[version].authorisation(party, allowed, body) };
  };
  if (side === 'CPO') {
    takeCommands(partner, chance.fork('commands'));
    takeProfiles(partner);
  } else hearProfiles(partner, (session) => ears.profiled(role, session));
  const commands = commandsOf(partner, ears.result(role));
  return {
    ...{ role, partner, owned, received, commands },
    begin() {
      if (pulls) pullForEver(partner, received, others);
    },
  };
}

/** Whether a role is an operator's, pushing or not. */
export function isOperator({ kind }: Pick<Role, 'kind'>): boolean {
  return kind === 'operator' || kind === 'listed';
}
