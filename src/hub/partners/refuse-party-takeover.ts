import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import { otherRole, type Party, type Role } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { agreementsWith } from '../market/connection-index.ts';
import { Refusal } from '../refusal-error.ts';

/**
 * Refuses parties that would take over data of an earlier connection, unless the hub's operator has confirmed it: the
 * new platform sees all of that data. A platform that returns with the same default party is not a new one.
 */
export async function refuseUntoldMoves(
  hub: Hub,
  role: Role,
  main: Party,
  coming: Party[],
  isTold: boolean | undefined,
): Promise<void> {
  if (isTold) return;
  const { connections } = hub.store.registry.read();
  const returns = (party: Party) =>
    connections.some((one) => one.role === role && one.party === main && one.parties.includes(party));
  for (const party of coming.filter((one) => !returns(one))) {
    const left = await leftBy(hub, role, party);
    if (left.length > 0)
      throw new Refusal(
        'conflict',
        `the hub has ${left.join(', ')} of ${party}, which this connection would see: if it is the same business, say "takes_over": true; a new one needs another party id`,
      );
  }
}

/**
 * Lists the data that a party left in the hub: its own objects, Sessions and CDRs for it, and with these its
 * agreements. Agreements alone do not count, since they may be made in advance.
 */
async function leftBy(hub: Hub, role: Role, party: Party): Promise<string[]> {
  const state = hub.store.registry.read();
  const { connections } = state;
  const counts: [number, string][] = [];
  const others = connections.filter((one) => one.role === otherRole(role)).flatMap(({ parties }) => parties);
  for (const module of objectModules) {
    const { owner, audience } = objectRow(module);
    const forIt = audience === 'driver' && role === 'EMSP';
    const visible =
      owner === role
        ? [{ owner: party }]
        : forIt
          ? others.map((one) => ({ owner: one, recipient: party }))
          : [];
    if (visible.length === 0) continue;
    const { total } = await hub.store.objects.list({ module, visible, offset: 0, limit: 1 });
    counts.push([total, forIt ? `${module} for it` : module]);
  }
  const left = counts.filter(([count]) => count > 0);
  const agreed = agreementsWith(state, role, party).filter(({ deleted }) => !deleted).length;
  if (left.length > 0 && agreed > 0) left.unshift([agreed, 'agreements']);
  return left.map(([count, what]) => `${count} ${what}`);
}
