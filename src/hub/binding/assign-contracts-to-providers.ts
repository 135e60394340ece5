import { wholePush } from '../full-object-push.ts';
import type { Hub } from '../hub-dependencies.ts';
import type { NewSettlement } from '../types.generated.ts';
import { spelt } from './contract-id-format.ts';
import { covers, deleteSettlement, type Settlement, storeSettlement } from './contract-to-provider-rules.ts';
import { namedUnder } from './providers-with-contract-tokens.ts';
import { updateRivals } from './rival-token-providers.ts';
import { listHeld, retryHeld } from './withheld-objects.ts';

/**
 * The hub's operator assigns contracts to providers; the hub shows or hides their Tokens accordingly, and tries again
 * to find the providers of Sessions and CDRs that it withholds.
 */
export async function assignContracts(hub: Hub, given: NewSettlement): Promise<Settlement> {
  const rule = await storeSettlement(hub, given);
  await apply(hub, rule);
  return rule;
}

/** The operator withdraws an assignment of contracts; objects that were delivered because of it stay delivered. */
export async function withdrawAssignment(hub: Hub, id: string): Promise<void> {
  await apply(hub, await deleteSettlement(hub, id));
}

async function apply(hub: Hub, rule: Settlement): Promise<void> {
  const contracts = await namedUnder(hub, spelt(rule.contract ?? rule.prefix ?? ''));
  for (const contract of [...contracts].filter((one) => covers(rule, one)))
    for (const token of await updateRivals(hub, contract))
      void hub.deliver.offer(wholePush(token), undefined);
  const held = (await listHeld(hub)).filter(({ contract }) => covers(rule, contract));
  for (const contract of new Set(held.map((one) => one.contract))) await retryHeld(hub, contract);
}
