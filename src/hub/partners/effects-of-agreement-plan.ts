import type { ObjectModuleId } from '../../ocpi/editions/basic-ocpi-types.ts';
import { objectModules, objectRow } from '../../ocpi/editions/modules.ts';
import { otherRole, type Party, type Role } from '../../ocpi/words/party-id.ts';
import type { Hub } from '../hub-dependencies.ts';
import { connectionOf, inForce } from '../market/connection-index.ts';
import type { Agreement } from '../ports/connection-registry.ts';
import type { AgreementPlan } from '../types.generated.ts';
import { obstaclesOf } from './agreement-obstacles.ts';
import type { Plan } from './apply-agreements-file.ts';

type Flow = AgreementPlan['flows'][number];

/**
 * The pairs of parties that begin or stop to exchange data by a plan, with the numbers of objects that they begin or
 * stop to see.
 */
export async function flowsOf(hub: Hub, { create, change, end }: Plan): Promise<Flow[]> {
  const count = counting(hub);
  const steps: [Agreement | undefined, Agreement][] = [
    ...create.map((after): [undefined, Agreement] => [undefined, after]),
    ...[...change, ...end].map(({ before, after }): [Agreement, Agreement] => [before, after]),
  ];
  const flows: Flow[] = [];
  for (const [before, after] of steps) {
    const what = turnOf(hub, before, after);
    if (what) flows.push(await flowOf(hub, after, what, count));
  }
  return flows;
}

/**
 * Tells whether an agreement begins to let data through, now or when its validity begins, or stops to; `undefined`
 * where it does neither.
 */
function turnOf(hub: Hub, before: Agreement | undefined, after: Agreement): Flow['what'] | undefined {
  const was = before !== undefined && inForce(before, hub.now());
  const isTo = inForce(after, hub.now()) || (after.status === 'ACTIVE' && isLater(hub, after));
  if (was === isTo) return undefined;
  return was ? 'stops' : 'begins';
}

function isLater(hub: Hub, { valid_from }: Agreement): boolean {
  return valid_from !== null && Date.parse(valid_from) > hub.now();
}

async function flowOf(hub: Hub, after: Agreement, what: Flow['what'], count: Count): Promise<Flow> {
  const state = hub.store.registry.read();
  const { cpo, emsp } = after;
  const sides: [Role, Party, Party][] = [
    ['CPO', cpo, emsp],
    ['EMSP', emsp, cpo],
  ];
  const objects: Record<string, number> = {};
  let pushed = 0;
  for (const [role, owner, receiver] of sides) {
    const asksForAll = connectionOf(state, otherRole(role), receiver)?.options.push_on_agreement === true;
    for (const [module, total] of await count(role, owner)) {
      objects[module] = total;
      if (what === 'begins' && asksForAll) pushed += total;
    }
  }
  const at = what === 'begins' && isLater(hub, after) ? after.valid_from : null;
  return { cpo, emsp, what, at, obstacles: obstaclesOf(state, after), objects, pushed };
}

type Count = (role: Role, owner: Party) => Promise<[ObjectModuleId, number][]>;

/** Counts the objects of an owner that all parties with an agreement see, each owner once. */
function counting(hub: Hub): Count {
  const known = new Map<string, ReturnType<Count>>();
  const counted: Count = async (role, owner) => {
    const modules = objectModules.filter(
      (module) => objectRow(module).owner === role && objectRow(module).audience === 'agreed',
    );
    return Promise.all(
      modules.map(async (module): Promise<[ObjectModuleId, number]> => {
        const query = { module, visible: [{ owner }], offset: 0, limit: 1 };
        return [module, (await hub.store.objects.list(query)).total];
      }),
    );
  };
  return (role, owner) => {
    const key = `${role} ${owner}`;
    const found = known.get(key) ?? counted(role, owner);
    known.set(key, found);
    return found;
  };
}
